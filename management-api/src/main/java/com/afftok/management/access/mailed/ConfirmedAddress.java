package com.afftok.management.access.mailed;

import com.afftok.management.access.Caller;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Requires that the address of a user, if there is one, is confirmed, before another way to act as
/// the user or for its account is added.
///
/// An address that is not confirmed may be another person's, who would later get the account
/// together with what a stranger has added.
@Singleton
public final class ConfirmedAddress {

    private final UserRepository users;
    private final Answers answers;

    ConfirmedAddress(UserRepository users, Answers answers) {
        this.users = users;
        this.answers = answers;
    }

    public Optional<HttpResponse<?>> refusal(HttpRequest<?> request, Caller.User caller) {
        UserRow user = users.present(caller);
        return user.email() != null && !user.emailVerified()
                ? Optional.of(
                        answers.failed(
                                request, ErrorCode.STATE_002, Problem.NOT_CONFIRMED.with("email")))
                : Optional.empty();
    }
}
