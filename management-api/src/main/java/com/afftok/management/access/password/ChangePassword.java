package com.afftok.management.access.password;

import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;

/// Changes a password, given the present one.
@Singleton
public final class ChangePassword {

    private final ProvePassword proofs;
    private final Passwords passwords;
    private final TransactionOperations<Connection> transactions;
    private final Answers answers;

    ChangePassword(
            ProvePassword proofs,
            Passwords passwords,
            TransactionOperations<Connection> transactions,
            Answers answers) {
        this.proofs = proofs;
        this.passwords = passwords;
        this.transactions = transactions;
        this.answers = answers;
    }

    /// The account of the password.
    ///
    /// @param name under which attempts are counted
    /// @param hash of the present password
    /// @param names of the owner, which a new password must not contain
    public record Account(String name, String hash, List<String> names) {

        /// Omits the hash.
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }

    /// Changes the password if the present one is right.
    ///
    /// @param keep stores the new hash, ends the sessions opened with the old one, and answers with
    ///   a new one; in one transaction
    public HttpResponse<?> change(
            HttpRequest<?> request,
            Account account,
            PasswordChange change,
            Function<String, HttpResponse<?>> keep) {
        String current = change.currentPassword();
        String wanted = change.newPassword();
        passwords.refuseNames("new_password", wanted, account.names().toArray(String[]::new));
        return switch (proofs.prove(request, account.name(), current, account.hash())) {
            case ProvePassword.Proof.Later later -> answers.busy(request, later.retryAfter());
            case ProvePassword.Proof.Failed _ -> wrong(request);
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account.name(), account.hash());
                yield passwords
                        .hash(wanted)
                        .<HttpResponse<?>>map(hash -> kept(keep, hash))
                        .orElseGet(() -> answers.busy(request, Passwords.RETRY_AFTER));
            }
        };
    }

    /// The answer to a present password that is wrong, or was replaced meanwhile.
    public HttpResponse<?> wrong(HttpRequest<?> request) {
        return answers.invalid(request, List.of(ProvePassword.WRONG));
    }

    private HttpResponse<?> kept(Function<String, HttpResponse<?>> keep, String hash) {
        return transactions.executeWrite(_ -> keep.apply(hash));
    }
}
