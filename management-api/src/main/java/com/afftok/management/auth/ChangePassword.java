package com.afftok.management.auth;

import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/// Gives somebody a new password who proves to know the present one.
@Singleton
public final class ChangePassword {

    private final ProvePassword proofs;
    private final Passwords passwords;
    private final TransactionOperations<Connection> transactions;

    ChangePassword(
            ProvePassword proofs,
            Passwords passwords,
            TransactionOperations<Connection> transactions) {
        this.proofs = proofs;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /// Whose password it is.
    ///
    /// @param name by which tries are counted
    /// @param hash of the present password
    public record Account(String name, String hash) {

        /// Without the hash.
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    /// What came of it.
    public sealed interface Outcome {

        /// With tokens of a session that takes the place of all others.
        record Changed(Tokens tokens) implements Outcome {}

        record Wrong() implements Outcome {}

        record Later(Duration retryAfter) implements Outcome {}
    }

    /// Changes the password, if the present one is proven and the change has no problems.
    ///
    /// @param keep keeps the new hash, ends the sessions that the old one opened, and opens one; in
    ///   one transaction
    public Outcome change(
            HttpRequest<?> request,
            Account account,
            PasswordChange change,
            Function<String, Tokens> keep) {
        String current = Objects.requireNonNull(change.currentPassword());
        String wanted = Objects.requireNonNull(change.newPassword());
        return switch (proofs.prove(request, account.name(), current, account.hash())) {
            case ProvePassword.Proof.Later later -> new Outcome.Later(later.retryAfter());
            case ProvePassword.Proof.Failed _ -> new Outcome.Wrong();
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account.name());
                yield passwords
                        .hash(wanted)
                        .<Outcome>map(hash -> new Outcome.Changed(kept(keep, hash)))
                        .orElse(new Outcome.Later(Passwords.RETRY_AFTER));
            }
        };
    }

    private Tokens kept(Function<String, Tokens> keep, String hash) {
        return transactions.executeWrite(_ -> keep.apply(hash));
    }
}
