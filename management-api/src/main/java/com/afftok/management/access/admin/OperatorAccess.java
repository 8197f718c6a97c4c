package com.afftok.management.access.admin;

import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/// Issues access tokens for scripts. It needs no second factor, because an operator with access to
/// the keys could forge a token as well. The audit log records it as done by the system.
@Singleton
public final class OperatorAccess {

    private final AdminRepository admins;
    private final UserRepository users;
    private final Sessions sessions;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    OperatorAccess(
            AdminRepository admins,
            UserRepository users,
            Sessions sessions,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.admins = admins;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// An access token of the administrator, or else the user, with this email; empty if that
    /// account cannot sign in.
    public Optional<String> token(String email) {
        return transactions.executeWrite(_ ->
                admins.findByEmail(email)
                        .filter(AdminRow::isActive)
                        .map(admin -> {
                            String token =
                                    sessions.open(admin.adminId(), SessionKind.TOKENS, true)
                                            .token();
                            note(AuditedObject.of("admin", admin.id()));
                            return token;
                        })
                        .or(() -> userToken(email)));
    }

    private Optional<String> userToken(String email) {
        return users.findPerson(email)
                .filter(PersonRow::isActive)
                .flatMap(person -> users.findInLatest(person.id()))
                .flatMap(user ->
                        sessions.open(user.userId(), user.account(), SessionKind.TOKENS, true)
                                .map(tokens -> {
                                    note(AuditedObject.of("user", user.id()));
                                    return tokens.token();
                                }));
    }

    private void note(AuditedObject whose) {
        audit.noteSystem("token.issue", whose, null, Map.of());
    }
}
