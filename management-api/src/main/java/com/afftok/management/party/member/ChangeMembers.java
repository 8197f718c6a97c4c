package com.afftok.management.party.member;

import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Changes the roles of members, and ends memberships.
///
/// The account is locked first, and the caller's role read again: of two owners who remove each
/// other, one stays. An account keeps one owner at least.
@Singleton
final class ChangeMembers {

    private final MemberRepository members;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Sessions sessions;
    private final Mails mails;
    private final TellOwners tellOwners;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ChangeMembers(
            MemberRepository members,
            MembershipRepository memberships,
            InvitationRepository invitations,
            Sessions sessions,
            Mails mails,
            TellOwners tellOwners,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.members = members;
        this.memberships = memberships;
        this.invitations = invitations;
        this.sessions = sessions;
        this.mails = mails;
        this.tellOwners = tellOwners;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// A member in the audit log.
    @Serdeable
    record Noted(long userId, String role) {}

    Outcome<MemberRow> changeRole(Caller.User caller, UserId id, MemberRole role) {
        return asOwner(caller, id, member -> changeRole(caller, member, role));
    }

    /// Removes a member, who gets a mail.
    Outcome<MemberRow> remove(Caller.User caller, UserId id) {
        return asOwner(caller, id, member -> end(caller, member));
    }

    /// Ends the membership of the caller.
    Outcome<MemberRow> leave(Caller.User caller) {
        long account = caller.account().value();
        return transactions.executeWrite(_ -> {
            memberships.lock(account);
            return members.find(account, caller.user().value())
                    .map(member -> end(caller, member))
                    .orElseGet(() -> Outcome.refused(ErrorCode.AUTH_003));
        });
    }

    private Outcome<MemberRow> asOwner(
            Caller.User caller, UserId id, Function<MemberRow, Outcome<MemberRow>> change) {
        long account = caller.account().value();
        return transactions.executeWrite(_ -> {
            memberships.lock(account);
            if (members.find(account, caller.user().value()).filter(MemberRow::isOwner).isEmpty()) {
                return Outcome.refused(ErrorCode.PERM_001);
            }
            return members.find(account, id.value())
                    .map(change)
                    .orElseGet(() -> Outcome.refused(ErrorCode.ROUTE_001));
        });
    }

    private Outcome<MemberRow> changeRole(Caller.User caller, MemberRow member, MemberRole role) {
        AccountId account = caller.account();
        if (member.role().equals(role.label())) {
            return new Outcome.Saved<>(member);
        }
        if (isLastOwner(account, member)) {
            return Outcome.refused(ErrorCode.STATE_002, Problem.LAST_OWNER.with("role"));
        }
        memberships.changeRole(account.value(), member.userId(), role.label());
        if (role == MemberRole.OWNER) {
            tellOwners.of(account, member.username());
        } else {
            invitations.removeSent(account.value(), member.userId());
        }
        note(
                caller,
                "account.member_role",
                new Noted(member.userId(), member.role()),
                new Noted(member.userId(), role.label()));
        return new Outcome.Saved<>(members.find(account.value(), member.userId()).orElseThrow());
    }

    private Outcome<MemberRow> end(Caller.User caller, MemberRow member) {
        AccountId account = caller.account();
        UserId user = new UserId(member.userId());
        boolean leaves = user.equals(caller.user());
        if (isLastOwner(account, member)) {
            return Outcome.refused(ErrorCode.STATE_002, Problem.LAST_OWNER.with("role"));
        }
        memberships.remove(account.value(), user.value());
        invitations.removeSent(account.value(), user.value());
        sessions.closeAll(user, account, Ending.MEMBER_REMOVED);
        if (!leaves) {
            mails.tell(
                    member,
                    MailKind.MEMBER_REMOVED,
                    Map.of("account", members.title(account.value()).text()));
        }
        note(
                caller,
                leaves ? "account.member_leave" : "account.member_remove",
                new Noted(user.value(), member.role()),
                null);
        return new Outcome.Saved<>(member);
    }

    private boolean isLastOwner(AccountId account, MemberRow member) {
        return member.isOwner()
                && members.owners(account.value()).stream()
                        .allMatch(owner -> owner.userId() == member.userId());
    }

    private void note(
            Caller.User caller, String action, @Nullable Noted before, @Nullable Noted after) {
        audit.note(caller.user(), action, AuditedObject.of(caller.account()), before, after);
    }
}
