package com.afftok.management.auth;

import com.afftok.management.access.AccessTokens;
import com.afftok.management.setting.Setting;
import com.afftok.management.setting.Settings;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sign-ins: opened with a first pair of tokens, prolonged by exchanging the refresh token, and
/// ended for all instances at once, because each asks the database at each request.
///
/// However often one is prolonged, it ends when `sessions.longest_days` are over, and the password
/// is asked for again.
///
/// A refresh token works once. Whoever brings one that was used before is not the client that used
/// it, or the client was robbed in between: the session is ended for both.
@Singleton
public final class Sessions {

    private static final Duration REFRESH_LIFETIME = Duration.ofDays(7);

    private static final int TOKEN_BYTES = 32;

    private final SessionRepository sessions;
    private final TransactionOperations<Connection> transactions;
    private final AccessTokens accessTokens;
    private final Settings settings;
    private final SecureRandom random;
    private final InstantSource clock;

    Sessions(
            SessionRepository sessions,
            TransactionOperations<Connection> transactions,
            AccessTokens accessTokens,
            Settings settings,
            SecureRandom random,
            InstantSource clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.accessTokens = accessTokens;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
    }

    /// What became of a refresh token.
    sealed interface Exchange {

        record Renewed(Tokens tokens) implements Exchange {}

        record Refused(ErrorCode code) implements Exchange {}
    }

    public Tokens open(UserId user) {
        return open(user.value(), null);
    }

    public Tokens open(AdminId admin) {
        return open(null, admin.value());
    }

    private Tokens open(@Nullable Long user, @Nullable Long admin) {
        Instant now = clock.instant();
        String refreshToken = refreshToken();
        UUID session =
                sessions.open(user, admin, hash(refreshToken), now, now.plus(REFRESH_LIFETIME));
        return tokens(session, refreshToken);
    }

    Exchange exchange(String refreshToken) {
        return transactions.executeWrite(_ -> exchangeAlone(refreshToken));
    }

    private Exchange exchangeAlone(String refreshToken) {
        Instant now = clock.instant();
        byte[] hash = hash(refreshToken);
        RefreshRow found = sessions.lock(hash, now).orElse(null);
        if (found == null || found.revoked()) {
            return new Exchange.Refused(ErrorCode.AUTH_003);
        }
        if (found.used()) {
            sessions.close(found.sessionId(), Ending.TOKEN_REUSE.label(), now);
            return new Exchange.Refused(ErrorCode.AUTH_003);
        }
        Instant end =
                found.createdAt()
                        .plus(Duration.ofDays(settings.number(Setting.LONGEST_SESSION_DAYS)));
        if (found.expired() || !now.isBefore(end)) {
            return new Exchange.Refused(ErrorCode.AUTH_002);
        }
        if (!found.enabled()) {
            return new Exchange.Refused(ErrorCode.AUTH_004);
        }
        String successor = refreshToken();
        sessions.use(hash, now);
        Instant renewed = now.plus(REFRESH_LIFETIME);
        Instant expiry = renewed.isBefore(end) ? renewed : end;
        sessions.prolong(found.sessionId(), expiry);
        sessions.succeed(found.sessionId(), hash(successor), now, expiry);
        return new Exchange.Renewed(tokens(found.sessionId(), successor));
    }

    void close(UUID session, Ending reason) {
        sessions.close(session, reason.label(), clock.instant());
    }

    public void closeAll(UserId user, Ending reason) {
        sessions.closeAllOfUser(user.value(), reason.label(), clock.instant());
    }

    public void closeAll(AdminId admin, Ending reason) {
        sessions.closeAllOfAdmin(admin.value(), reason.label(), clock.instant());
    }

    private Tokens tokens(UUID session, String refreshToken) {
        AccessTokens.AccessToken token = accessTokens.issue(session);
        return new Tokens(token.text(), refreshToken, token.expiresAt());
    }

    private String refreshToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String refreshToken) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(refreshToken.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
