package com.afftok.management.access.session;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.CallerGone;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.limit.ClientTrace;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sessions: opened with a first pair of tokens, prolonged by exchanging the refresh token, and
/// ended for all instances at once, because each reads the session at each request.
///
/// Of a user or administrator, the fifty last used are open.
///
/// However often one is prolonged, it ends when `sessions.longest_days` are over, an
/// administrator's when `sessions.longest_admin_hours` are, and the password is asked for again.
///
/// A refresh token works once. For ten seconds, the exchange may be repeated and returns the same
/// successor, for clients that lost the answer or sent the request twice. A token that is used
/// later is treated as stolen: the session is ended.
@Singleton
public final class Sessions {

    /// How long an exchange may be repeated.
    private static final Duration REPEATABLE = Duration.ofSeconds(10);

    /// How long an administrator's session lasts without an exchange.
    private static final Duration ADMINS_UNUSED = Duration.ofMinutes(30);

    private static final int MOST_OPEN = 50;

    private final SessionRepository sessions;
    private final MembershipRepository memberships;
    private final TransactionOperations<Connection> transactions;
    private final AccessTokens accessTokens;
    private final Settings settings;
    private final Audit audit;
    private final RandomTokens tokens;
    private final ClientTrace client;
    private final Duration refreshLifetime;
    private final InstantSource clock;

    Sessions(
            SessionRepository sessions,
            MembershipRepository memberships,
            TransactionOperations<Connection> transactions,
            AccessTokens accessTokens,
            Settings settings,
            Audit audit,
            RandomTokens tokens,
            ClientTrace client,
            ApiConfig config,
            InstantSource clock) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.transactions = transactions;
        this.accessTokens = accessTokens;
        this.settings = settings;
        this.audit = audit;
        this.tokens = tokens;
        this.client = client;
        this.refreshLifetime = config.signIns().refreshToken();
        this.clock = clock;
    }

    /// The result of an exchange.
    public sealed interface Exchange {}

    /// New tokens of a session.
    public record Renewed(Tokens tokens, SessionKind kind) implements Exchange {}

    record Refused(ErrorCode code) implements Exchange {}

    /// Opens a session in which a user acts for an account, in the caller's transaction. The user
    /// has just proven to be the user.
    ///
    /// @param secondFactor whether a second factor was proven
    /// @return empty if the user is no member of the account
    public Optional<Tokens> open(
            UserId user, AccountId account, SessionKind kind, boolean secondFactor) {
        Instant now = clock.instant();
        return open(user, account, kind, now, secondFactor, now);
    }

    private Optional<Tokens> open(
            UserId user,
            AccountId account,
            SessionKind kind,
            Instant begin,
            boolean secondFactor,
            @Nullable Instant provenAt) {
        // Locks the membership: whoever ends it finds the session.
        boolean isOver = !clock.instant().isBefore(end(begin, false, kind));
        return isOver || memberships.enter(user.value(), account.value(), clock.instant()) == 0
                ? Optional.empty()
                : Optional.of(
                        open(
                                user.value(),
                                account.value(),
                                null,
                                secondFactor,
                                provenAt,
                                kind,
                                begin));
    }

    /// Opens a session like that of the caller, with its proofs.
    ///
    /// @return empty if the caller is no member of the account any more
    public Optional<Tokens> again(Caller.User caller, SessionKind kind) {
        return again(caller, caller.account(), kind, clock.instant());
    }

    private Optional<Tokens> again(
            Caller.User caller, AccountId account, SessionKind kind, Instant begin) {
        SessionProof proof = proof(caller);
        return open(caller.user(), account, kind, begin, proof.secondFactor(), proof.provenAt());
    }

    /// Opens a session in which the caller acts for another account, in place of the present one,
    /// which ends. It is the same sign-in with the same proofs, and doesn't last longer. The
    /// transaction of the caller is rolled back if the result is empty.
    ///
    /// @return empty if the caller is no member of the account, or the present session has ended
    ///   meanwhile
    public Optional<Tokens> replace(Caller.User caller, AccountId account, SessionKind kind) {
        sessions.lockUser(caller.user().value());
        int ended = sessions.close(caller.session(), Ending.SWITCHED.label(), clock.instant());
        return ended == 0
                ? Optional.empty()
                : again(
                        caller,
                        account,
                        kind,
                        sessions.findBegin(caller.session()).orElseThrow(CallerGone::new));
    }

    /// Opens an administrator's session.
    ///
    /// @param secondFactor whether one was proven, or the session needs none
    public Tokens open(AdminId admin, SessionKind kind, boolean secondFactor) {
        Instant now = clock.instant();
        return open(null, null, admin.value(), secondFactor, now, kind, now);
    }

    private Tokens open(
            @Nullable Long user,
            @Nullable Long account,
            @Nullable Long admin,
            boolean secondFactor,
            @Nullable Instant provenAt,
            SessionKind kind,
            Instant begin) {
        Instant now = clock.instant();
        Instant expiry =
                earlier(now.plus(unused(admin != null, kind)), end(begin, admin != null, kind));
        String refreshToken = tokens.next();
        UUID session =
                sessions.open(
                        user,
                        account,
                        admin,
                        secondFactor,
                        provenAt,
                        kind.label(),
                        Device.of(client.agent()),
                        client.address(),
                        client.country(),
                        RandomTokens.hash(refreshToken),
                        begin,
                        now,
                        expiry);
        sessions.closeBeyond(user, admin, MOST_OPEN, Ending.TOO_MANY.label(), now);
        return tokens(session, 0, refreshToken);
    }

    /// The time at which a session ends, however often it is prolonged.
    private Instant end(Instant begin, boolean isAdmins, SessionKind kind) {
        Duration allowed =
                isAdmins
                        ? Duration.ofHours(settings.number(Setting.LONGEST_ADMIN_SESSION_HOURS))
                        : Duration.ofDays(settings.number(Setting.LONGEST_SESSION_DAYS));
        return begin.plus(kind.longest(allowed));
    }

    /// The lifetime of a refresh token.
    private Duration unused(boolean isAdmins, SessionKind kind) {
        Duration allowed = kind.unused(refreshLifetime);
        return isAdmins && allowed.compareTo(ADMINS_UNUSED) > 0 ? ADMINS_UNUSED : allowed;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    Exchange exchange(String refreshToken) {
        return transactions.executeWrite(_ -> exchangeAlone(refreshToken));
    }

    private Exchange exchangeAlone(String refreshToken) {
        Instant now = clock.instant();
        Instant repeatable = now.minus(REPEATABLE);
        byte[] hash = RandomTokens.hash(refreshToken);
        RefreshRow found = sessions.lock(hash, now).orElse(null);
        if (found == null || found.revoked()) {
            return new Refused(ErrorCode.AUTH_003);
        }
        if (found.isReused(repeatable)) {
            sessions.close(found.sessionId(), Ending.TOKEN_REUSE.label(), now);
            audit.noteSystem("session.token_reuse", owner(found), null, null);
            return new Refused(ErrorCode.AUTH_003);
        }
        SessionKind kind = SessionKind.of(found.kind());
        boolean isAdmins = found.adminId() != null;
        Instant end = end(found.createdAt(), isAdmins, kind);
        if (found.expired() || !now.isBefore(end)) {
            return new Refused(ErrorCode.AUTH_002);
        }
        if (!found.enabled()) {
            return new Refused(ErrorCode.AUTH_004);
        }
        UUID session = found.sessionId();
        if (found.isReplaced()) {
            return new Refused(ErrorCode.AUTH_003);
        }
        if (found.isUsed()) {
            return new Renewed(
                    tokens(
                            session,
                            found.tokenGeneration(),
                            RandomTokens.successor(refreshToken, found.successorSalt())),
                    kind);
        }
        byte[] salt = tokens.bytes();
        String successor = RandomTokens.successor(refreshToken, salt);
        Instant expiry = earlier(now.plus(unused(isAdmins, kind)), end);
        sessions.use(session, hash, salt, now, repeatable);
        prolong(session, successor, now, expiry);
        return new Renewed(tokens(session, found.tokenGeneration(), successor), kind);
    }

    /// What the caller has proven in the session. A token that a proof replaced has no fresh one.
    public SessionProof proof(Caller caller) {
        SessionProof proof = proof(caller.session());
        return caller.credential() instanceof Credential.Session(_, boolean former) && former
                ? new SessionProof(proof.enrolled(), proof.secondFactor(), null)
                : proof;
    }

    /// What was proven in a session.
    public SessionProof proof(UUID session) {
        return sessions.findProof(session).orElseThrow(CallerGone::new);
    }

    /// Notes that the caller has just proven to be the session's owner, and replaces its tokens.
    /// Requests that are on their way with the access token of before are answered for as long as
    /// an exchange may be repeated, unless they need this proof.
    ///
    /// @param secondFactor whether by the second factor
    /// @return empty if the session has ended meanwhile
    public Optional<Renewed> proven(Caller caller, boolean secondFactor) {
        UUID session = caller.session();
        return transactions.executeWrite(_ -> {
            Instant now = clock.instant();
            boolean isAdmins = caller instanceof Caller.Admin;
            SessionKind kind = kind(caller);
            Instant end =
                    end(sessions.findBegin(session).orElseThrow(CallerGone::new), isAdmins, kind);
            Instant formerUntil = now.plus(REPEATABLE);
            if (!now.isBefore(end)
                    || sessions.prove(session, secondFactor, formerUntil, now) == 0) {
                return Optional.empty();
            }
            String refreshToken = tokens.next();
            sessions.useAll(session, now);
            prolong(session, refreshToken, now, earlier(now.plus(unused(isAdmins, kind)), end));
            int generation = sessions.findGeneration(session);
            return Optional.of(new Renewed(tokens(session, generation, refreshToken), kind));
        });
    }

    private void prolong(UUID session, String refreshToken, Instant now, Instant expiry) {
        String address = client.address();
        sessions.prolong(session, address, address != null, client.country(), now, expiry);
        sessions.succeed(session, RandomTokens.hash(refreshToken), now, expiry);
    }

    /// Resets the proof of the second factor in all sessions of a user.
    public void secondFactorDismissed(UserId user) {
        sessions.secondFactorDismissed(user.value(), null);
    }

    /// The same for an administrator.
    public void secondFactorDismissed(AdminId admin) {
        sessions.secondFactorDismissed(null, admin.value());
    }

    private static AuditedObject owner(RefreshRow session) {
        Long admin = session.adminId();
        return admin == null
                ? AuditedObject.of("user", Objects.requireNonNull(session.userId()))
                : AuditedObject.of("admin", admin);
    }

    /// How the client keeps the caller's session.
    public SessionKind kind(Caller caller) {
        return SessionKind.of(sessions.findKind(caller.session()).orElseThrow(CallerGone::new));
    }

    /// The caller's session.
    SessionInUse current(Caller caller) {
        return sessions.find(caller.session()).orElseThrow(CallerGone::new);
    }

    /// The open sessions of the caller, the last used first.
    List<SessionInUse> open(Caller caller) {
        return sessions.listOpen(user(caller), admin(caller), clock.instant());
    }

    /// Ends one session of the caller.
    ///
    /// @return false if the caller has no such session
    boolean close(Caller caller, UUID session) {
        return sessions.closeOwn(
                        session,
                        user(caller),
                        admin(caller),
                        Ending.LOGOUT.label(),
                        clock.instant())
                == 1;
    }

    /// Ends all sessions of the caller but the one that calls.
    public void closeOthers(Caller caller, Ending reason) {
        sessions.closeOthers(
                caller.session(), user(caller), admin(caller), reason.label(), clock.instant());
    }

    private static @Nullable Long user(Caller caller) {
        return caller instanceof Caller.User user ? user.user().value() : null;
    }

    private static @Nullable Long admin(Caller caller) {
        return caller instanceof Caller.Admin admin ? admin.id().value() : null;
    }

    public void closeAll(UserId user, Ending reason) {
        sessions.closeAllOfUser(user.value(), reason.label(), clock.instant());
    }

    /// Ends the sessions of a user in an account.
    public void closeAll(UserId user, AccountId account, Ending reason) {
        sessions.closeAllOfMember(user.value(), account.value(), reason.label(), clock.instant());
    }

    /// Ends the sessions of all members of an account.
    public void closeAll(AccountId account, Ending reason) {
        sessions.closeAllOfAccount(account.value(), reason.label(), clock.instant());
    }

    public void closeAll(AdminId admin, Ending reason) {
        sessions.closeAllOfAdmin(admin.value(), reason.label(), clock.instant());
    }

    /// Ends the sessions of all users and administrators but the one that calls.
    ///
    /// @return how many were ended
    public int closeAll(Caller.Admin caller) {
        return sessions.closeAll(caller.session(), Ending.ENDED_BY_ADMIN.label(), clock.instant());
    }

    private Tokens tokens(UUID session, int generation, String refreshToken) {
        AccessTokens.AccessToken token = accessTokens.issue(session, generation);
        return new Tokens(token.text(), refreshToken, token.expiresAt());
    }
}
