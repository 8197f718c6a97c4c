package com.afftok.management.access.session;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.UUID;

/// Ends sessions of a caller, and notes it.
@Singleton
final class SignOut {

    private final Sessions sessions;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    SignOut(Sessions sessions, Audit audit, TransactionOperations<Connection> transactions) {
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    void signOut(Caller caller) {
        one(caller, caller.session());
    }

    /// Ends a session of the caller.
    ///
    /// @return false if the caller has no such session
    boolean one(Caller caller, UUID session) {
        return transactions.executeWrite(_ -> {
            boolean ended = sessions.close(caller, session);
            if (ended) {
                note(caller, "sign_out");
            }
            return ended;
        });
    }

    /// Ends all sessions of the caller but the one that calls.
    void others(Caller caller) {
        transactions.executeWrite(_ -> {
            sessions.closeOthers(caller, Ending.LOGOUT);
            note(caller, "sign_out_elsewhere");
            return caller;
        });
    }

    private void note(Caller caller, String action) {
        switch (caller) {
            case Caller.User user ->
                    audit.note(
                            user.user(),
                            "user." + action,
                            AuditedObject.of(user.user()),
                            null,
                            null);
            case Caller.Admin admin ->
                    audit.note(
                            admin.id(),
                            "admin." + action,
                            AuditedObject.of(admin.id()),
                            null,
                            null);
        }
    }
}
