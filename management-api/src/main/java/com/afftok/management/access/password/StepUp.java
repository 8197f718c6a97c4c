package com.afftok.management.access.password;

import com.afftok.management.access.Caller;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies the current password of a user again, for changes that an access token alone must not
/// make.
@Singleton
public final class StepUp {

    /// A wrong password of a signed-in caller. The answer is not 401, which clients treat as an
    /// expired access token.
    static final Detail WRONG = Problem.WRONG.with("current_password");

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Answers answers;

    StepUp(UserRepository users, ProvePassword proofs, Answers answers) {
        this.users = users;
        this.proofs = proofs;
        this.answers = answers;
    }

    /// The refusal, or empty if the password is right.
    ///
    /// @param password null if the request has none
    public Optional<HttpResponse<?>> refusal(
            HttpRequest<?> request, Caller.User caller, @Nullable String password) {
        if (password == null) {
            return Optional.of(
                    answers.failed(
                            request,
                            ErrorCode.AUTH_006,
                            Problem.REQUIRED.with("current_password")));
        }
        UserRow user = users.find(caller.user().value(), caller.account().value()).orElseThrow();
        String account = ProvePassword.ofUser(user.email());
        return switch (proofs.prove(request, account, password, user.passwordHash())) {
            case ProvePassword.Proof.Later later ->
                    Optional.of(answers.busy(request, later.retryAfter()));
            case ProvePassword.Proof.Failed _ ->
                    Optional.of(answers.invalid(request, List.of(WRONG)));
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account, user.passwordHash());
                yield Optional.empty();
            }
        };
    }
}
