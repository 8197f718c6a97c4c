package com.afftok.management.access.password;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionProof;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.CallerGone;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requires a fresh proof of the caller, for changes that an access token alone must not make.
///
/// A sign-in is a proof for five minutes, and can be repeated in the session: with the second
/// factor if the user has one, else with the password. A request may also give the password itself,
/// which is not enough for a user with a second factor. A user who has neither signs in again.
///
/// An API key needs no proof beyond the one with which it was made.
///
/// Wrong answers are never 401, which clients treat as an expired access token.
@Singleton
public final class StepUp {

    private static final Detail CODE_REQUIRED = Problem.REQUIRED.with("code");

    private final HeldPasswordRepository held;
    private final ProvePassword proofs;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final RefreshCookie cookie;
    private final Answers answers;
    private final InstantSource clock;

    StepUp(
            HeldPasswordRepository held,
            ProvePassword proofs,
            SecondFactor secondFactor,
            Sessions sessions,
            RefreshCookie cookie,
            Answers answers,
            InstantSource clock) {
        this.held = held;
        this.proofs = proofs;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.cookie = cookie;
        this.answers = answers;
        this.clock = clock;
    }

    /// The answer to a proof: until when it counts, and new tokens of the session.
    ///
    /// @param refreshToken null if it is in a cookie
    @Serdeable
    record Proven(
            SessionProof.View secondFactor,
            String token,
            @Nullable String refreshToken,
            Instant expiresAt) {

        static Proven of(SessionProof.View proof, Sessions.Renewed renewed) {
            Tokens.View tokens = Tokens.View.of(renewed.tokens(), renewed.kind());
            return new Proven(proof, tokens.token(), tokens.refreshToken(), tokens.expiresAt());
        }

        /// Omits the tokens.
        @Override
        public String toString() {
            return "Proven[" + secondFactor + "]";
        }
    }

    /// The refusal, or empty if the caller has given a proof within five minutes.
    public Optional<HttpResponse<?>> refusal(HttpRequest<?> request, Caller caller) {
        return refusal(request, caller, null);
    }

    /// The refusal, or empty if the session has a fresh proof, or the password is one.
    ///
    /// @param password null if the request has none
    public Optional<HttpResponse<?>> refusal(
            HttpRequest<?> request, Caller caller, @Nullable String password) {
        if (caller.credential() instanceof Credential.Key) {
            return Optional.empty();
        }
        SessionProof proof = sessions.proof(caller);
        if (proof.enrolled() || password == null) {
            return proof.isFresh(clock.instant())
                    ? Optional.empty()
                    : Optional.of(stale(request, caller, proof));
        }
        return refusalOfPassword(request, caller, password, proof);
    }

    /// The refusal of a change whose request has the password anyway, or empty if the caller has no
    /// second factor, or a fresh proof of it.
    public Optional<HttpResponse<?>> refusalWithoutFactor(HttpRequest<?> request, Caller caller) {
        SessionProof proof = sessions.proof(caller);
        return !proof.enrolled() || proof.isFresh(clock.instant())
                ? Optional.empty()
                : Optional.of(stale(request, caller, proof));
    }

    /// Repeats the proof in the session.
    ///
    /// @param password null if a code is given
    /// @param code of the app, or a recovery code; null if the password is given
    public HttpResponse<?> prove(
            HttpRequest<?> request,
            Caller caller,
            @Nullable String password,
            @Nullable String code) {
        if (code != null) {
            return switch (secondFactor.prove(FactorOwner.of(caller), code)) {
                case SecondFactor.Proof.Given _ -> proven(request, caller, true);
                case SecondFactor.Proof.NotEnrolled _ ->
                        answers.invalid(request, List.of(Problem.NOT_ENROLLED.with("code")));
                case SecondFactor.Proof.Missing _, SecondFactor.Proof.Failed _ ->
                        answers.invalid(request, List.of(Problem.WRONG.with("code")));
                case SecondFactor.Proof.Later later -> answers.busy(request, later.retryAfter());
            };
        }
        SessionProof proof = sessions.proof(caller);
        if (proof.enrolled() || password == null) {
            return answers.failed(request, ErrorCode.AUTH_006, CODE_REQUIRED);
        }
        if (!hasPassword(caller)) {
            return old(request);
        }
        return refusalOfPassword(request, caller, password, proof)
                .orElseGet(() -> proven(request, caller, false));
    }

    private HttpResponse<?> proven(HttpRequest<?> request, Caller caller, boolean factor) {
        return sessions.proven(caller, factor)
                .<HttpResponse<?>>map(renewed ->
                        cookie.set(
                                answers.ok(
                                        Proven.of(
                                                sessions.proof(caller.session())
                                                        .view(clock.instant()),
                                                renewed)),
                                renewed.tokens().refreshToken(),
                                renewed.kind()))
                .orElseGet(() -> answers.failed(request, ErrorCode.AUTH_003));
    }

    private Optional<HttpResponse<?>> refusalOfPassword(
            HttpRequest<?> request, Caller caller, String password, SessionProof proof) {
        HeldPassword own = held(caller);
        String email = own.email();
        String hash = own.passwordHash();
        if (email == null || hash == null) {
            return proof.isFresh(clock.instant()) ? Optional.empty() : Optional.of(old(request));
        }
        String account =
                switch (caller) {
                    case Caller.User _ -> ProvePassword.ofUser(email);
                    case Caller.Admin _ -> ProvePassword.ofAdmin(email);
                };
        return switch (proofs.prove(request, account, password, hash)) {
            case ProvePassword.Proof.Later later ->
                    Optional.of(answers.busy(request, later.retryAfter()));
            case ProvePassword.Proof.Failed _ ->
                    Optional.of(answers.invalid(request, List.of(ProvePassword.WRONG)));
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account, hash);
                yield Optional.empty();
            }
        };
    }

    /// The session has no fresh proof: says which one is missing.
    private HttpResponse<?> stale(HttpRequest<?> request, Caller caller, SessionProof proof) {
        if (proof.enrolled()) {
            return answers.failed(request, ErrorCode.AUTH_006, CODE_REQUIRED);
        }
        return hasPassword(caller)
                ? answers.failed(
                        request, ErrorCode.AUTH_006, Problem.REQUIRED.with("current_password"))
                : old(request);
    }

    private boolean hasPassword(Caller caller) {
        return held(caller).passwordHash() != null;
    }

    private HeldPassword held(Caller caller) {
        Optional<HeldPassword> found =
                switch (caller) {
                    case Caller.User user ->
                            held.ofUser(user.user().value(), user.account().value());
                    case Caller.Admin admin -> held.ofAdmin(admin.id().value());
                };
        return found.orElseThrow(CallerGone::new);
    }

    /// Without a password, the sign-in itself is the proof.
    private HttpResponse<?> old(HttpRequest<?> request) {
        return answers.failed(
                request,
                ErrorCode.AUTH_006,
                Problem.SIGN_IN_AGAIN.with("session", SessionProof.VALID.toMinutes()));
    }
}
