package com.afftok.management.party.account;

import com.afftok.management.access.Caller;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.MembershipRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.shared.id.AccountId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;

/// Replaces the session of a user by one of another account of which the user is a member.
@Singleton
final class SwitchAccount {

    private final UserRepository users;
    private final Sessions sessions;
    private final TransactionOperations<Connection> transactions;

    SwitchAccount(
            UserRepository users,
            Sessions sessions,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Entered(UserRow user, Tokens tokens, SessionKind kind) implements Outcome {}

        /// The user is no member of the account.
        record Unknown() implements Outcome {}

        /// The present session has ended meanwhile.
        record Ended() implements Outcome {}

        /// The account is banned or closed.
        record Disabled() implements Outcome {}
    }

    Outcome enter(Caller.User caller, AccountId account) {
        MembershipRow wanted =
                users.memberships(caller.user().value()).stream()
                        .filter(one -> one.id() == account.value())
                        .findFirst()
                        .orElse(null);
        if (wanted == null) {
            return new Outcome.Unknown();
        }
        return wanted.isActive()
                ? transactions.executeWrite(transaction -> {
                    Outcome outcome = replace(caller, account);
                    if (!(outcome instanceof Outcome.Entered)) {
                        transaction.setRollbackOnly();
                    }
                    return outcome;
                })
                : new Outcome.Disabled();
    }

    private Outcome replace(Caller.User caller, AccountId account) {
        SessionKind kind = sessions.kind(caller);
        Tokens tokens = sessions.replace(caller, account, kind).orElse(null);
        UserRow user = users.find(caller.user().value(), account.value()).orElse(null);
        if (user == null) {
            return new Outcome.Unknown();
        }
        return tokens == null ? new Outcome.Ended() : new Outcome.Entered(user, tokens, kind);
    }
}
