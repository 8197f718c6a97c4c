package com.afftok.management.access.admin;

import com.afftok.management.access.Caller;
import com.afftok.management.access.factor.ChangeSecondFactor;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.passkey.Passkeys;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AdminId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes of administrators by super admins. A change of role, status or credentials ends the
/// sessions of the changed administrator, who gets a mail.
///
/// Super admins cannot change themselves, so that nobody locks themselves out. One active super
/// admin always remains, also if two demote each other concurrently.
@Singleton
final class ChangeAdministrators {

    private final AdminRepository admins;
    private final ChangeSecondFactor factors;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Mails mails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ChangeAdministrators(
            AdminRepository admins,
            ChangeSecondFactor factors,
            Passkeys passkeys,
            Sessions sessions,
            Mails mails,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.admins = admins;
        this.factors = factors;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Changed(AdminRow admin) implements Outcome {}

        record Unknown() implements Outcome {}

        /// The version is outdated.
        record Stale() implements Outcome {}

        record Refused(Detail why) implements Outcome {}
    }

    /// The new administrator; empty if the email is taken.
    Optional<AdminRow> create(
            Caller.Admin caller, String email, String name, String role, String hash) {
        return transactions.executeWrite(_ -> {
            if (admins.create(email, name, hash, role) == 0) {
                return Optional.empty();
            }
            AdminRow made = admins.findByEmail(email).orElseThrow();
            audit.note(
                    caller,
                    "admin.create",
                    AuditedObject.of(made.adminId()),
                    null,
                    AdminViews.Administrator.of(made));
            return Optional.of(made);
        });
    }

    Outcome change(Caller.Admin caller, AdminId id, AdministratorRequests.Change change) {
        return transactions.executeWrite(_ -> {
            List<Long> superAdmins = admins.lockSuperAdmins();
            AdminRow before = admins.find(id.value()).orElse(null);
            if (before == null) {
                return new Outcome.Unknown();
            }
            String role = other(change.role(), before.role());
            String status = other(change.status(), before.status());
            if (before.is(caller.id()) && (role != null || status != null)) {
                return new Outcome.Refused(
                        Problem.OWN_ACCOUNT.with(role == null ? "status" : "role"));
            }
            if (before.isActiveSuperAdmin()
                    && (role != null || status != null)
                    && superAdmins.size() == 1) {
                return new Outcome.Refused(
                        Problem.LAST_SUPER_ADMIN.with(role == null ? "status" : "role"));
            }
            if (admins.change(id.value(), change.version(), change.fullName(), role, status) == 0) {
                return new Outcome.Stale();
            }
            if (status != null) {
                sessions.closeAll(id, Ending.DISABLED);
            } else if (role != null) {
                sessions.closeAll(id, Ending.ROLE_CHANGED);
            }
            AdminRow after = admins.find(id.value()).orElseThrow();
            if (role != null || status != null) {
                tell(
                        id,
                        MailKind.ACCESS_CHANGED,
                        Map.of("role", after.role(), "status", after.status()));
            }
            audit.note(
                    caller,
                    "admin.change",
                    AuditedObject.of(id),
                    AdminViews.Administrator.of(before),
                    AdminViews.Administrator.of(after));
            return new Outcome.Changed(after);
        });
    }

    /// Removes app, recovery codes and passkeys.
    Outcome resetSecondFactor(Caller.Admin caller, AdminId id, String reason) {
        return toAnother(
                caller,
                id,
                "admin.reset_mfa",
                reason,
                () -> {
                    boolean removed = factors.reset(new FactorOwner.Admin(id));
                    if (passkeys.removeAll(id) && !removed) {
                        tell(id, MailKind.SECOND_FACTOR_REMOVED, Map.of());
                    }
                });
    }

    Outcome resetPassword(Caller.Admin caller, AdminId id, String hash, String reason) {
        return toAnother(
                caller,
                id,
                "admin.reset_password",
                reason,
                () -> {
                    admins.resetPassword(id.value(), hash);
                    tell(id, MailKind.PASSWORD_CHANGED, Map.of());
                });
    }

    Outcome endSessions(Caller.Admin caller, AdminId id, String reason) {
        return toAnother(caller, id, "admin.end_sessions", reason, () -> {});
    }

    /// Ends all sessions of users and administrators but the caller's.
    ///
    /// @return how many were ended
    int endAllSessions(Caller.Admin caller, String reason) {
        return transactions.executeWrite(_ -> {
            int ended = sessions.closeAll(caller);
            audit.note(
                    caller,
                    "session.end_all",
                    AuditedObject.of(caller.id()),
                    null,
                    Map.of("reason", reason, "ended", ended));
            return ended;
        });
    }

    private Outcome toAnother(
            Caller.Admin caller, AdminId id, String action, String reason, Runnable change) {
        if (id.equals(caller.id())) {
            return new Outcome.Refused(Problem.OWN_ACCOUNT.with("id"));
        }
        return transactions.executeWrite(_ -> {
            if (admins.find(id.value()).isEmpty()) {
                return new Outcome.Unknown();
            }
            change.run();
            sessions.closeAll(id, Ending.ENDED_BY_ADMIN);
            audit.note(caller, action, AuditedObject.of(id), null, Map.of("reason", reason));
            return new Outcome.Changed(admins.find(id.value()).orElseThrow());
        });
    }

    private void tell(AdminId id, MailKind kind, Map<String, String> values) {
        String email = admins.find(id.value()).orElseThrow().email();
        mails.add(kind, email, MailLanguage.EN, values);
    }

    /// The wanted value if it differs from the present one.
    private static @Nullable String other(@Nullable String wanted, String present) {
        return present.equals(wanted) ? null : wanted;
    }
}
