package com.afftok.management.access.auth;

import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Signs promoters and advertisers in.
@Singleton
final class SignIn {

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Passwords passwords;
    private final Sessions sessions;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SignIn(
            UserRepository users,
            ProvePassword proofs,
            Passwords passwords,
            Sessions sessions,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.users = users;
        this.proofs = proofs;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record SignedIn(UserRow user, Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        record Disabled() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    /// A disabled account is reported only after the right password.
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
                passwords
                        .renewed(password, known.passwordHash())
                        .ifPresent(hash -> users.renewHash(known.id(), known.passwordHash(), hash));
                yield enter(known);
            }
        };
    }

    private Outcome enter(UserRow user) {
        return user.isActive() ? new Outcome.SignedIn(user, opened(user)) : new Outcome.Disabled();
    }

    /// Opens a session, also the first of a new account.
    Tokens opened(UserRow user) {
        return transactions.executeWrite(_ -> {
            users.signedIn(user.id(), clock.instant());
            return sessions.open(user.userId(), user.account());
        });
    }

    static String account(String email) {
        return "user " + email;
    }
}
