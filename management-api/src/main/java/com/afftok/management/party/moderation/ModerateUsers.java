package com.afftok.management.party.moderation;

import com.afftok.management.access.Caller;
import com.afftok.management.access.factor.ChangeSecondFactor;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Bans and unbans users with the accounts that they own, changes the kind of their account, and
/// removes a lost second factor.
///
/// A ban ends the user's sessions at once, and within a second it stops the promoter's links, or
/// all links to the advertiser's offers, at all edges.
@Singleton
final class ModerateUsers {

    private static final String ACTIVE = "active";
    private static final String BANNED = "banned";
    private static final String CLOSED = "closed";
    private static final int DEEPEST_CAUSE = 8;

    /// A foreign key or check violation: other rows refer to the user in the present role.
    private static final Set<String> ROLE_IS_NEEDED = Set.of("23503", "23514");

    private final ModerationRepository users;
    private final UserRepository accounts;
    private final ChangeSecondFactor factors;
    private final Sessions sessions;
    private final Audit audit;
    private final TellEdges edges;
    private final TransactionOperations<Connection> transactions;

    ModerateUsers(
            ModerationRepository users,
            UserRepository accounts,
            ChangeSecondFactor factors,
            Sessions sessions,
            Audit audit,
            TellEdges edges,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.accounts = accounts;
        this.factors = factors;
        this.sessions = sessions;
        this.audit = audit;
        this.edges = edges;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        /// The user was changed.
        ///
        /// @param accounts those that the user owns
        record Changed(ModeratedRow user, List<Long> accounts) implements Outcome {}

        record Unknown() implements Outcome {}

        /// The version is outdated.
        record Stale() implements Outcome {}

        record Refused(Detail why) implements Outcome {}
    }

    Outcome ban(Caller caller, UserId id, String reason) {
        return told(
                transactions.executeWrite(_ -> {
                    Outcome outcome = changeStatus(id, ACTIVE, accounts::ban);
                    if (outcome instanceof Outcome.Changed) {
                        sessions.closeAll(id, Ending.DISABLED);
                        note(caller, "user.ban", id, ACTIVE, BANNED, reason);
                    }
                    return outcome;
                }));
    }

    Outcome activate(Caller caller, UserId id) {
        return told(
                transactions.executeWrite(_ -> {
                    Outcome outcome = changeStatus(id, BANNED, accounts::activate);
                    if (outcome instanceof Outcome.Changed) {
                        note(caller, "user.activate", id, BANNED, ACTIVE, null);
                    }
                    return outcome;
                }));
    }

    /// The database refuses it while rows refer to the user in the present role.
    Outcome changeRole(Caller caller, UserId id, int version, String role) {
        try {
            return transactions.executeWrite(_ -> {
                Optional<ModeratedRow> found = users.lock(id.value());
                if (found.isEmpty()) {
                    return new Outcome.Unknown();
                }
                ModeratedRow before = found.get();
                if (before.version() != version) {
                    return new Outcome.Stale();
                }
                if (before.status().equals(CLOSED)) {
                    return new Outcome.Refused(Problem.STATUS_IS.with("status", CLOSED));
                }
                if (role.equals(before.role())) {
                    return new Outcome.Refused(Problem.UNCHANGED.with("role"));
                }
                List<Long> owned = accounts.lockOwned(id.value());
                if (owned.size() != 1) {
                    return new Outcome.Refused(Problem.NOT_ONE_ACCOUNT.with("role"));
                }
                AccountId account = new AccountId(owned.getFirst());
                accounts.changeRole(id.value(), account.value(), role);
                sessions.closeAll(account, Ending.ROLE_CHANGED);
                audit.note(
                        caller,
                        "user.role",
                        AuditedObject.of(id),
                        new UserViews.Position(before.role()),
                        new UserViews.Position(role));
                return changed(id, owned);
            });
        } catch (DataAccessException e) {
            if (isNeeded(e)) {
                return new Outcome.Refused(Problem.ROLE_IN_USE.with("role"));
            }
            throw e;
        }
    }

    /// Removes the second factor of a user who has lost it, and ends all sessions. The password
    /// alone signs in then, so the reason is recorded, and the user gets a mail.
    Outcome resetSecondFactor(Caller caller, UserId id, String reason) {
        return transactions.executeWrite(_ -> {
            Optional<ModeratedRow> found = users.lock(id.value());
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (!factors.reset(new FactorOwner.User(id))) {
                return new Outcome.Refused(Problem.NOT_ENROLLED.with("mfa"));
            }
            sessions.closeAll(id, Ending.SECOND_FACTOR_CHANGED);
            audit.note(
                    caller, "user.reset_mfa", AuditedObject.of(id), null, Map.of("reason", reason));
            return new Outcome.Changed(found.get(), List.of());
        });
    }

    /// Ends the sessions of a user, who may sign in again.
    Outcome endSessions(Caller caller, UserId id, String reason) {
        return transactions.executeWrite(_ -> {
            Optional<ModeratedRow> found = users.lock(id.value());
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            sessions.closeAll(id, Ending.ENDED_BY_ADMIN);
            audit.note(
                    caller,
                    "user.end_sessions",
                    AuditedObject.of(id),
                    null,
                    Map.of("reason", reason));
            return new Outcome.Changed(found.get(), List.of());
        });
    }

    private Outcome changeStatus(UserId id, String from, LongConsumer change) {
        Optional<ModeratedRow> found = users.lock(id.value());
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        String status = found.get().status();
        if (!status.equals(from)) {
            return new Outcome.Refused(Problem.STATUS_IS.with("status", status));
        }
        List<Long> owned = accounts.lockOwned(id.value());
        change.accept(id.value());
        return changed(id, owned);
    }

    private Outcome changed(UserId id, List<Long> owned) {
        return new Outcome.Changed(users.find(id.value()).orElseThrow(), owned);
    }

    private void note(
            Caller caller,
            String action,
            UserId id,
            String from,
            String to,
            @Nullable String reason) {
        audit.note(
                caller,
                action,
                AuditedObject.of(id),
                new UserViews.Standing(from, null),
                new UserViews.Standing(to, reason));
    }

    private Outcome told(Outcome outcome) {
        if (outcome instanceof Outcome.Changed changed) {
            changed.accounts().forEach(account -> edges.changed(new AccountId(account)));
        }
        return outcome;
    }

    private static boolean isNeeded(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException e && ROLE_IS_NEEDED.contains(e.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
