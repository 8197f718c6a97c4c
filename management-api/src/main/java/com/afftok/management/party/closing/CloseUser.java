package com.afftok.management.party.closing;

import com.afftok.management.access.Caller;
import com.afftok.management.access.mailed.MailedTokens;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Closes a user for good: no sign-in, and no data of the person but what the books and the audit
/// log need, under a name without meaning. Address, phone and username can be registered again.
///
/// The accounts that the user alone acts for are closed with it; of the others it is no member any
/// more. An account never loses its last owner while it has other members, and money that an
/// account has or owes is not left behind without being asked for.
///
/// The user is locked first, then its accounts in the order of their ids: sign-ins, switches,
/// invitations and changes of members come before or after, and then find nothing.
@Singleton
public final class CloseUser {

    private static final String ACTION = "user.close";

    private final CloseRepository rows;
    private final MembershipRepository memberships;
    private final MailedTokens mailed;
    private final Mails mails;
    private final Audit audit;
    private final TellEdges edges;
    private final TransactionOperations<Connection> transactions;

    CloseUser(
            CloseRepository rows,
            MembershipRepository memberships,
            MailedTokens mailed,
            Mails mails,
            Audit audit,
            TellEdges edges,
            TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.memberships = memberships;
        this.mailed = mailed;
        this.mails = mails;
        this.audit = audit;
        this.edges = edges;
        this.transactions = transactions;
    }

    public sealed interface Outcome {

        /// The user was closed.
        ///
        /// @param accounts those that were closed with it
        record Closed(List<AccountId> accounts) implements Outcome {}

        record Unknown() implements Outcome {}

        /// The user is not as the caller says: the username is another, or the version is outdated.
        record Mistaken() implements Outcome {}

        record Refused(List<Detail> why) implements Outcome {}
    }

    /// A closed user in the audit log.
    @Serdeable
    record Noted(String status, @Nullable String reason, List<Long> accounts) {}

    /// Closes the caller, and tells a confirmed address.
    ///
    /// @param username that the caller must have
    /// @param keepBalance whether accounts with money are closed, too
    Outcome closeOwn(Caller.User caller, String username, boolean keepBalance) {
        return told(() ->
                closeAlone(
                        caller.user(),
                        person -> person.username().equals(username),
                        keepBalance,
                        (before, after) ->
                                audit.note(
                                        caller.user(),
                                        ACTION,
                                        AuditedObject.of(caller.user()),
                                        before,
                                        after),
                        null));
    }

    /// Closes a user as an administrator, and tells a confirmed address.
    ///
    /// @param version of the user
    /// @param keepBalance whether accounts with money are closed, too
    public Outcome close(
            Caller.Admin caller, UserId user, int version, boolean keepBalance, String reason) {
        return told(() ->
                closeAlone(
                        user,
                        person -> person.version() == version,
                        keepBalance,
                        (before, after) ->
                                audit.note(caller, ACTION, AuditedObject.of(user), before, after),
                        reason));
    }

    /// Changes nothing unless the user is closed. Edges are told of the accounts after the commit.
    private Outcome told(Supplier<Outcome> closing) {
        Outcome outcome =
                transactions.executeWrite(transaction -> {
                    Outcome result = closing.get();
                    if (!(result instanceof Outcome.Closed)) {
                        transaction.setRollbackOnly();
                    }
                    return result;
                });
        if (outcome instanceof Outcome.Closed(List<AccountId> accounts)) {
            accounts.forEach(edges::changed);
        }
        return outcome;
    }

    /// @param isMeant whether the locked user is as the caller says
    /// @param note writes the entry of the audit log, which is last
    private Outcome closeAlone(
            UserId user,
            Predicate<ClosingRow> isMeant,
            boolean keepBalance,
            BiConsumer<Noted, Noted> note,
            @Nullable String reason) {
        long id = user.value();
        rows.lock(id);
        ClosingRow person = rows.find(id).orElse(null);
        if (person == null) {
            return new Outcome.Unknown();
        }
        if (person.isClosed()) {
            return refused(Problem.STATUS_IS.with("status", person.status()));
        }
        if (!isMeant.test(person)) {
            return new Outcome.Mistaken();
        }
        rows.accounts(id).forEach(memberships::lock);
        List<StandingRow> standings = rows.standings(id);
        List<Detail> problems = problems(standings, keepBalance);
        if (!problems.isEmpty()) {
            return new Outcome.Refused(problems);
        }
        // Before the address is removed.
        mails.tell(person, MailKind.USER_CLOSED, Map.of("user", person.username()));
        standings.forEach(standing -> leave(user, standing));
        List<AccountId> closed =
                standings.stream().filter(StandingRow::closes).map(StandingRow::account).toList();
        closed.forEach(this::closeAccount);
        forget(user, person);
        rows.closeUser(id);
        note.accept(new Noted(person.status(), null, List.of()), noted(reason, closed));
        return new Outcome.Closed(closed);
    }

    private List<Detail> problems(List<StandingRow> standings, boolean keepBalance) {
        Stream<Detail> owners =
                standings.stream()
                        .filter(StandingRow::isLeftWithoutOwner)
                        .map(one -> Problem.LAST_OWNER_OF.with("account", one.uniqueCode()));
        Stream<Detail> balances =
                keepBalance
                        ? Stream.of()
                        : standings.stream().filter(StandingRow::closes).flatMap(this::balances);
        return Stream.concat(owners, balances).toList();
    }

    private Stream<Detail> balances(StandingRow account) {
        return rows.balances(account.id()).stream()
                .map(balance ->
                        Problem.BALANCE_OPEN.with(
                                "keep_balance",
                                account.uniqueCode(),
                                Money.of(balance.amount(), Currency.of(balance.currency()))
                                        .toBigDecimal(),
                                balance.currency(),
                                balance.part()));
    }

    /// A closed account has no members, so that a request in flight finds no right to change it.
    private void leave(UserId user, StandingRow standing) {
        rows.removeAnswers("user:%d:%d".formatted(user.value(), standing.id()));
        memberships.remove(standing.id(), user.value());
    }

    private void closeAccount(AccountId account) {
        long id = account.value();
        rows.removeInvitations(id);
        rows.archiveLinks(id);
        rows.archiveCoupons(id);
        rows.removeProposals(id);
        rows.archiveOffers(id);
        rows.silenceWebhooks(id);
        rows.removeSecrets(id);
        rows.removePayoutMethods(id);
        rows.endPayoutSchedules(id);
        rows.removeTaxProfiles(id);
        rows.removeNamesOfStatements(id);
        rows.closeAccount(id);
    }

    private void forget(UserId user, ClosingRow person) {
        String address = person.email();
        mailed.dismiss(user);
        rows.removeMailRequests(user.value(), address == null ? "" : address);
        rows.removeKeys(user.value());
        rows.removeSecondFactor(user.value());
        rows.removeIdentities(user.value());
        rows.removeIdentityRequests(user.value());
        rows.removePasskeys(user.value());
        rows.removePasskeyRequests(user.value());
        rows.removeSessions(user.value());
    }

    private static Noted noted(@Nullable String reason, List<AccountId> closed) {
        return new Noted("closed", reason, closed.stream().map(AccountId::value).toList());
    }

    private static Outcome refused(Detail why) {
        return new Outcome.Refused(List.of(why));
    }
}
