package com.afftok.management.access.password;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.session.SessionProof;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requires a fresh proof of a user, for changes that an access token alone must not make.
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

    private final UserRepository users;
    private final ProvePassword proofs;
    private final SecondFactor secondFactor;
    private final Sessions sessions;
    private final Answers answers;
    private final InstantSource clock;

    StepUp(
            UserRepository users,
            ProvePassword proofs,
            SecondFactor secondFactor,
            Sessions sessions,
            Answers answers,
            InstantSource clock) {
        this.users = users;
        this.proofs = proofs;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.answers = answers;
        this.clock = clock;
    }

    /// The refusal, or empty if the caller has proven to be the user within five minutes.
    public Optional<HttpResponse<?>> refusal(HttpRequest<?> request, Caller.User caller) {
        return refusal(request, caller, null);
    }

    /// The refusal, or empty if the session has a fresh proof, or the password is one.
    ///
    /// @param password null if the request has none
    public Optional<HttpResponse<?>> refusal(
            HttpRequest<?> request, Caller.User caller, @Nullable String password) {
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
    public Optional<HttpResponse<?>> refusalWithoutFactor(
            HttpRequest<?> request, Caller.User caller) {
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
            Caller.User caller,
            @Nullable String password,
            @Nullable String code) {
        if (code != null) {
            return switch (secondFactor.prove(FactorOwner.of(caller), code)) {
                case SecondFactor.Proof.Given _ -> proven(caller, true);
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
                .orElseGet(() -> proven(caller, false));
    }

    private HttpResponse<?> proven(Caller.User caller, boolean factor) {
        sessions.proven(caller, factor);
        return answers.ok(sessions.proof(caller).view(clock.instant()));
    }

    private Optional<HttpResponse<?>> refusalOfPassword(
            HttpRequest<?> request, Caller.User caller, String password, SessionProof proof) {
        UserRow user = users.present(caller);
        String email = user.email();
        String hash = user.passwordHash();
        if (email == null || hash == null) {
            return proof.isFresh(clock.instant()) ? Optional.empty() : Optional.of(old(request));
        }
        String account = ProvePassword.ofUser(email);
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
    private HttpResponse<?> stale(HttpRequest<?> request, Caller.User caller, SessionProof proof) {
        if (proof.enrolled()) {
            return answers.failed(request, ErrorCode.AUTH_006, CODE_REQUIRED);
        }
        return hasPassword(caller)
                ? answers.failed(
                        request, ErrorCode.AUTH_006, Problem.REQUIRED.with("current_password"))
                : old(request);
    }

    private boolean hasPassword(Caller.User caller) {
        return users.present(caller).passwordHash() != null;
    }

    /// Without a password, the sign-in itself is the proof.
    private HttpResponse<?> old(HttpRequest<?> request) {
        return answers.failed(
                request,
                ErrorCode.AUTH_006,
                Problem.SIGN_IN_AGAIN.with("session", SessionProof.VALID.toMinutes()));
    }
}
