package com.afftok.management.access.mailed;

import com.afftok.management.access.AddedWayIn;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.MailLinks;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Lets a user back in who lost the password, by a token that is sent by mail and replaces it once.
@Singleton
public final class ResetPassword {

    private final PasswordResetRepository resets;
    private final UserRepository users;
    private final Passwords passwords;
    private final ProvePassword proofs;
    private final Sessions sessions;
    private final RandomTokens tokens;
    private final Mails mails;
    private final MailLinks links;
    private final MailedTokens mailed;
    private final List<AddedWayIn> added;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ResetPassword(
            PasswordResetRepository resets,
            UserRepository users,
            Passwords passwords,
            ProvePassword proofs,
            Sessions sessions,
            RandomTokens tokens,
            Mails mails,
            MailLinks links,
            MailedTokens mailed,
            List<AddedWayIn> added,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.resets = resets;
        this.users = users;
        this.passwords = passwords;
        this.proofs = proofs;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
        this.mailed = mailed;
        this.added = added;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Replaced() implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}

        record TooBusy() implements Outcome {}
    }

    /// Sends a token by mail, in the caller's transaction; it replaces the previous one that was
    /// sent.
    ///
    /// @param email the user's
    /// @return false if too many mails were sent to the user
    public boolean send(PersonRow user, String email, MailLanguage language) {
        String token = tokens.next();
        boolean sent =
                mails.add(
                        MailKind.RESET_PASSWORD,
                        email,
                        language,
                        Map.of("link", links.resetPassword(token)));
        if (sent) {
            resets.keep(
                    user.id(),
                    RandomTokens.hash(token),
                    clock.instant().plus(MailKind.RESET_PASSWORD.worth()));
        }
        return sent;
    }

    /// Replaces the password, and ends all sessions. If the address was never confirmed, a stranger
    /// may have registered it: what was added beside the password is removed, too.
    Outcome replace(HttpRequest<?> request, String token, String password) {
        byte[] tokenHash = RandomTokens.hash(token);
        PasswordResetRow reset = resets.find(tokenHash, clock.instant()).orElse(null);
        if (reset == null) {
            return new Outcome.Refused(ErrorCode.AUTH_003);
        }
        if (reset.expired()) {
            return new Outcome.Refused(ErrorCode.AUTH_002);
        }
        passwords.refuseNames(
                "password", password, reset.username(), reset.fullName(), reset.email());
        String hash = passwords.hash(password).orElse(null);
        if (hash == null) {
            return new Outcome.TooBusy();
        }
        if (!kept(tokenHash, reset, hash)) {
            return new Outcome.Refused(ErrorCode.AUTH_003);
        }
        proofs.proven(request, ProvePassword.ofUser(reset.email()), hash);
        return new Outcome.Replaced();
    }

    private boolean kept(byte[] tokenHash, PasswordResetRow reset, String hash) {
        UserId user = new UserId(reset.userId());
        return transactions.executeWrite(_ -> {
            if (users.lock(user.value()).isEmpty() || resets.use(tokenHash) == 0) {
                return false;
            }
            users.changePassword(user.value(), hash);
            if (!reset.verified()) {
                added.forEach(way -> way.removeAll(user.value()));
                users.removePhone(user.value());
            }
            mailed.dismiss(user);
            sessions.closeAll(user, Ending.PASSWORD_CHANGED);
            if (reset.verified()) {
                mails.add(
                        MailKind.PASSWORD_CHANGED,
                        reset.email(),
                        MailLanguage.of(reset.language()),
                        Map.of());
            }
            audit.note(user, "user.password_reset", AuditedObject.of(user), null, null);
            return true;
        });
    }
}
