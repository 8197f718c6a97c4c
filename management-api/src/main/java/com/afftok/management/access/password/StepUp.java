package com.afftok.management.access.password;

import com.afftok.management.access.Caller;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies the current password of a user again, for changes that an access token alone must not
/// make. A user who has no password signs in again instead.
@Singleton
public final class StepUp {

    /// A wrong password of a signed-in caller. The answer is not 401, which clients treat as an
    /// expired access token.
    static final Detail WRONG = Problem.WRONG.with("current_password");

    /// How long the sign-in of a user without a password is a proof.
    private static final Duration NEW = Duration.ofMinutes(5);

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Sessions sessions;
    private final Answers answers;
    private final InstantSource clock;

    StepUp(
            UserRepository users,
            ProvePassword proofs,
            Sessions sessions,
            Answers answers,
            InstantSource clock) {
        this.users = users;
        this.proofs = proofs;
        this.sessions = sessions;
        this.answers = answers;
        this.clock = clock;
    }

    /// The refusal, or empty if the password is right.
    ///
    /// @param password null if the request has none
    public Optional<HttpResponse<?>> refusal(
            HttpRequest<?> request, Caller.User caller, @Nullable String password) {
        UserRow user = users.find(caller.user().value(), caller.account().value()).orElse(null);
        if (user == null) {
            return Optional.of(answers.failed(request, ErrorCode.AUTH_003)); // removed meanwhile
        }
        String email = user.email();
        String hash = user.passwordHash();
        if (email == null || hash == null) {
            return ofNewSession(request, caller);
        }
        if (password == null) {
            return Optional.of(
                    answers.failed(
                            request,
                            ErrorCode.AUTH_006,
                            Problem.REQUIRED.with("current_password")));
        }
        String account = ProvePassword.ofUser(email);
        return switch (proofs.prove(request, account, password, hash)) {
            case ProvePassword.Proof.Later later ->
                    Optional.of(answers.busy(request, later.retryAfter()));
            case ProvePassword.Proof.Failed _ ->
                    Optional.of(answers.invalid(request, List.of(WRONG)));
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account, hash);
                yield Optional.empty();
            }
        };
    }

    /// Without a password, the sign-in itself is the proof, while it is new.
    private Optional<HttpResponse<?>> ofNewSession(HttpRequest<?> request, Caller.User caller) {
        Duration age = Duration.between(sessions.begin(caller), clock.instant());
        return age.compareTo(NEW) < 0
                ? Optional.empty()
                : Optional.of(
                        answers.failed(
                                request,
                                ErrorCode.AUTH_006,
                                Problem.SIGN_IN_AGAIN.with("session", NEW.toMinutes())));
    }
}
