package com.afftok.management.access.mailed;

import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.answer.DatabaseFailure;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.MailLinks;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Has users prove that they receive mail at an address: the one that they have, or one that they
/// want to have instead.
@Singleton
public final class VerifyAddress {

    private final AddressProofRepository proofs;
    private final UserRepository users;
    private final RandomTokens tokens;
    private final Mails mails;
    private final MailLinks links;
    private final MailedTokens mailed;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    VerifyAddress(
            AddressProofRepository proofs,
            UserRepository users,
            RandomTokens tokens,
            Mails mails,
            MailLinks links,
            MailedTokens mailed,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.proofs = proofs;
        this.users = users;
        this.tokens = tokens;
        this.mails = mails;
        this.links = links;
        this.mailed = mailed;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Sends a token to an address, in the transaction of the caller. The user's former token is
    /// replaced.
    ///
    /// @return false if too many mails were sent to the address; then the former token stays valid
    public boolean begin(UserId user, String email, MailLanguage language) {
        String token = tokens.next();
        boolean sent =
                mails.add(
                        MailKind.VERIFY_ADDRESS,
                        email,
                        language,
                        Map.of("link", links.verifyAddress(token)));
        if (sent) {
            proofs.keep(
                    user.value(),
                    email,
                    RandomTokens.hash(token),
                    clock.instant().plus(MailKind.VERIFY_ADDRESS.worth()));
        }
        return sent;
    }

    /// As above, in a transaction of its own.
    boolean beginAlone(UserId user, String email, MailLanguage language) {
        return transactions.executeWrite(_ -> {
            users.lock(user.value());
            return begin(user, email, language);
        });
    }

    /// Gives the user the address that the token was sent to.
    ///
    /// @return the refusal, if there is one
    Optional<ErrorCode> end(String token) {
        try {
            return transactions.executeWrite(_ -> endAlone(RandomTokens.hash(token)));
        } catch (DataAccessException e) {
            if (DatabaseFailure.breaks("users_email_is_unique", e)) {
                return Optional.of(ErrorCode.AUTH_003); // another user got it at the same moment
            }
            throw e;
        }
    }

    private Optional<ErrorCode> endAlone(byte[] tokenHash) {
        AddressProofRow proof =
                proofs.find(tokenHash, clock.instant())
                        .flatMap(found -> users.lock(found.userId()))
                        .flatMap(_ -> proofs.find(tokenHash, clock.instant()))
                        .orElse(null);
        if (proof == null) {
            return Optional.of(ErrorCode.AUTH_003);
        }
        if (proof.expired()) {
            return Optional.of(ErrorCode.AUTH_002);
        }
        if (!proof.active()) {
            return Optional.of(ErrorCode.AUTH_004);
        }
        proofs.use(tokenHash);
        UserId user = new UserId(proof.userId());
        if (users.verifyAddress(proof.userId(), proof.email(), clock.instant()) == 0) {
            return Optional.of(ErrorCode.AUTH_003);
        }
        if (!proof.email().equalsIgnoreCase(proof.former())) {
            changed(user, proof);
        }
        return Optional.empty();
    }

    private void changed(UserId user, AddressProofRow proof) {
        mailed.dismiss(user);
        String former = proof.former();
        if (former != null) {
            mails.add(
                    MailKind.ADDRESS_CHANGED, former, MailLanguage.of(proof.language()), Map.of());
        }
        audit.note(
                user,
                "user.address_change",
                AuditedObject.of(user),
                former == null ? null : Map.of("email", former),
                Map.of("email", proof.email()));
    }
}
