package com.afftok.management.access.auth;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;

/// Ends the session of a caller, and records it.
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
        transactions.executeWrite(_ -> {
            sessions.close(caller.session(), Ending.LOGOUT);
            switch (caller) {
                case Caller.User user ->
                        audit.note(
                                user.user(),
                                "user.sign_out",
                                AuditedObject.of(user.user()),
                                null,
                                null);
                case Caller.Admin admin ->
                        audit.note(
                                admin.id(),
                                "admin.sign_out",
                                AuditedObject.of(admin.id()),
                                null,
                                null);
            }
            return caller;
        });
    }
}
