package com.afftok.management.party.member;

import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.session.RandomTokens;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.limit.RateLimits;
import com.afftok.management.platform.limit.Verdict;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.MailLinks;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.InvitationId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Invites an address to an account, or revokes an invitation.
///
/// Whether a user has the address makes no difference: it is not looked up, except among the
/// members, whom the caller knows.
@Singleton
final class Invite {

    /// Of an account.
    static final int MOST_OPEN = 50;

    /// Of an account, open invitations included.
    static final int MOST_MEMBERS = 200;

    private static final Duration RETRY_AFTER = Duration.ofMinutes(10);

    private final InvitationRepository invitations;
    private final MemberRepository members;
    private final MembershipRepository memberships;
    private final UserRepository users;
    private final RandomTokens tokens;
    private final RateLimits limits;
    private final ApiConfig.Rate rate;
    private final Mails mails;
    private final MailLinks links;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    Invite(
            InvitationRepository invitations,
            MemberRepository members,
            MembershipRepository memberships,
            UserRepository users,
            RandomTokens tokens,
            RateLimits limits,
            ApiConfig config,
            Mails mails,
            MailLinks links,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.invitations = invitations;
        this.members = members;
        this.memberships = memberships;
        this.users = users;
        this.tokens = tokens;
        this.limits = limits;
        this.rate = config.limits().invitations();
        this.mails = mails;
        this.links = links;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Invited(InvitationRow invitation) implements Outcome {}

        /// The caller is no owner any more.
        record Forbidden() implements Outcome {}

        record Refused(Detail why) implements Outcome {}

        /// Too many mails.
        record Later(Duration retryAfter) implements Outcome {}
    }

    /// An invitation in the audit log.
    @Serdeable
    record Noted(String email, String role) {}

    Outcome invite(Caller.User caller, String email, MemberRole role, MailLanguage language) {
        Verdict verdict = limits.take("invitations", rate, Long.toString(caller.account().value()));
        if (verdict != null && !verdict.allowed()) {
            return new Outcome.Later(Duration.ofSeconds(verdict.retryAfter()));
        }
        return transactions.executeWrite(_ -> inviteAlone(caller, email, role, language));
    }

    /// The user is locked before the account, as by a ban.
    private Outcome inviteAlone(
            Caller.User caller, String email, MemberRole role, MailLanguage language) {
        long account = caller.account().value();
        Instant now = clock.instant();
        users.lock(caller.user().value());
        memberships.lock(account);
        List<MemberRow> present = members.list(account);
        MemberRow inviting =
                present.stream()
                        .filter(member -> member.userId() == caller.user().value())
                        .filter(MemberRow::isOwner)
                        .findFirst()
                        .orElse(null);
        if (inviting == null) {
            return new Outcome.Forbidden();
        }
        if (present.stream().anyMatch(member -> email.equalsIgnoreCase(member.email()))) {
            return new Outcome.Refused(Problem.MEMBER_ALREADY.with("email"));
        }
        long others =
                invitations.list(account, now).stream()
                        .filter(open -> !open.email().equalsIgnoreCase(email))
                        .count();
        if (others >= MOST_OPEN) {
            return new Outcome.Refused(Problem.TOO_MANY_INVITATIONS.with("invitations", MOST_OPEN));
        }
        if (present.size() + others >= MOST_MEMBERS) {
            return new Outcome.Refused(Problem.TOO_MANY_MEMBERS.with("members", MOST_MEMBERS));
        }
        return send(caller, inviting.username(), email, role, language, now);
    }

    private Outcome send(
            Caller.User caller,
            String inviter,
            String email,
            MemberRole role,
            MailLanguage language,
            Instant now) {
        String token = tokens.next();
        byte[] hash = RandomTokens.hash(token);
        long account = caller.account().value();
        boolean sent =
                mails.add(
                        MailKind.INVITATION,
                        email,
                        language,
                        Map.of(
                                "inviter", inviter,
                                "account", members.title(account).text(),
                                "role", word(role, language),
                                "link", links.invitation(token)));
        if (!sent) {
            return new Outcome.Later(RETRY_AFTER);
        }
        invitations.keep(
                account,
                email,
                role.label(),
                caller.user().value(),
                hash,
                now,
                now.plus(MailKind.INVITATION.worth()));
        audit.note(
                caller.user(),
                "account.member_invite",
                AuditedObject.of(caller.account()),
                null,
                new Noted(email, role.label()));
        return new Outcome.Invited(invitations.find(hash, now).orElseThrow());
    }

    /// Revokes an invitation.
    ///
    /// @return false if the account has no such invitation
    boolean revoke(Caller.User caller, InvitationId id) {
        return transactions.executeWrite(_ -> {
            InvitationRow revoked =
                    invitations.list(caller.account().value(), clock.instant()).stream()
                            .filter(open -> open.id() == id.value())
                            .findFirst()
                            .orElse(null);
            if (revoked == null || invitations.remove(id.value(), revoked.accountId()) == 0) {
                return false;
            }
            audit.note(
                    caller.user(),
                    "account.invitation_revoke",
                    AuditedObject.of(caller.account()),
                    new Noted(revoked.email(), revoked.role()),
                    null);
            return true;
        });
    }

    private static String word(MemberRole role, MailLanguage language) {
        return switch (language) {
            case EN -> role.label();
            case AR ->
                    switch (role) {
                        case OWNER -> "مالك";
                        case MANAGER -> "مدير";
                        case FINANCE -> "مسؤول مالي";
                        case VIEWER -> "مشاهد";
                    };
        };
    }
}
