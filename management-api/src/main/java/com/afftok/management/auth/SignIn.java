package com.afftok.management.auth;

import com.afftok.management.user.UserRepository;
import com.afftok.management.user.UserRow;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// Signs promoters and advertisers in.
@Singleton
final class SignIn {

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Sessions sessions;

    SignIn(UserRepository users, ProvePassword proofs, Sessions sessions) {
        this.users = users;
        this.proofs = proofs;
        this.sessions = sessions;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        record Disabled() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    /// Only who knows the password is told that an account is disabled.
    Outcome signIn(HttpRequest<?> request, String email, String password) {
        String account = account(email);
        Optional<UserRow> user = users.findByEmail(email);
        ProvePassword.Proof proof =
                proofs.prove(
                        request, account, password, user.map(UserRow::passwordHash).orElse(null));
        return switch (proof) {
            case ProvePassword.Proof.Later later -> new Outcome.Later(later.retryAfter());
            case ProvePassword.Proof.Failed _ -> new Outcome.Wrong();
            case ProvePassword.Proof.Given _ -> {
                UserRow known = user.orElseThrow();
                proofs.proven(request, account, known.passwordHash());
                yield enter(known);
            }
        };
    }

    private Outcome enter(UserRow user) {
        return user.isActive()
                ? new Outcome.SignedIn(user, sessions.open(user.userId()))
                : new Outcome.Disabled();
    }

    static String account(String email) {
        return "user " + email;
    }
}
