package com.afftok.management.auth;

import com.afftok.management.access.Caller;
import com.afftok.management.user.UserRepository;
import com.afftok.management.user.UserRow;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;

/// Gives a user a new password, and ends all sessions that the old one opened.
@Singleton
final class ChangePassword {

    private final UserRepository users;
    private final ProvePassword proofs;
    private final Passwords passwords;
    private final Sessions sessions;
    private final TransactionOperations<Connection> transactions;

    ChangePassword(
            UserRepository users,
            ProvePassword proofs,
            Passwords passwords,
            Sessions sessions,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.proofs = proofs;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        /// With tokens of a session that takes the place of all others.
        record Changed(Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    Outcome change(HttpRequest<?> request, Caller.User caller, String current, String wanted) {
        UserRow user = users.find(caller.id().value()).orElseThrow();
        String account = SignIn.account(user.email());
        return switch (proofs.prove(request, account, current, user.passwordHash())) {
            case ProvePassword.Proof.Later later -> new Outcome.Later(later.retryAfter());
            case ProvePassword.Proof.Failed _ -> new Outcome.Wrong();
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account);
                yield passwords
                        .hash(wanted)
                        .<Outcome>map(hash -> new Outcome.Changed(change(user, hash)))
                        .orElse(new Outcome.Later(Passwords.RETRY_AFTER));
            }
        };
    }

    private Tokens change(UserRow user, String hash) {
        return transactions.executeWrite(_ -> {
            users.changePassword(user.id(), hash);
            sessions.closeAll(user.userId(), Ending.PASSWORD_CHANGED);
            return sessions.open(user.userId());
        });
    }
}
