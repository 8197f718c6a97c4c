package com.afftok.management.access.phone;

import com.afftok.management.access.Caller;
import com.afftok.management.access.identity.Identities;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.DatabaseFailure;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives a user a number, or takes it away. The audit log has it, and a mail to the user's verified
/// address tells of it.
@Singleton
final class OwnNumber {

    private static final String NONE = "—";

    private final UserRepository users;
    private final Identities identities;
    private final Mails mails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    OwnNumber(
            UserRepository users,
            Identities identities,
            Mails mails,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.identities = identities;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// Gives the caller a number that the caller has proven.
    ///
    /// @return false if it is another user's
    boolean set(Caller.User caller, String phone) {
        try {
            return transactions.executeWrite(_ -> {
                UserRow before = users.locked(caller);
                if (users.changePhone(before.id(), phone) == 0) {
                    return false;
                }
                if (!phone.equals(before.phone())) {
                    changed(before, phone);
                }
                return true;
            });
        } catch (DataAccessException e) {
            if (DatabaseFailure.breaks("users_phone_is_unique", e)) {
                return false; // another user got it at the same moment
            }
            throw e;
        }
    }

    /// Takes the number away from the caller, if there is one.
    ///
    /// @return false if it is the only way to sign in
    boolean remove(Caller.User caller) {
        return transactions.executeWrite(_ -> {
            UserRow before = users.locked(caller);
            if (before.phone() == null) {
                return true;
            }
            if (identities.waysIn(before) == 1) {
                return false;
            }
            users.removePhone(before.id());
            changed(before, null);
            return true;
        });
    }

    private void changed(UserRow before, @Nullable String phone) {
        mails.tell(
                before,
                MailKind.PHONE_CHANGED,
                Map.of("former", shown(before.phone()), "phone", shown(phone)));
        audit.note(
                before.userId(),
                "user.phone_change",
                AuditedObject.of(before.userId()),
                audited(before.phone()),
                audited(phone));
    }

    private static String shown(@Nullable String phone) {
        return phone == null ? NONE : PhoneNumber.masked(phone);
    }

    private static @Nullable Map<String, String> audited(@Nullable String phone) {
        return phone == null ? null : Map.of("phone", phone);
    }
}
