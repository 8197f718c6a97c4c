package com.afftok.management.access.key;

import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mails the makers of API keys a week before their keys expire, once for each key.
///
/// A key that was made for a week at most is left out. A mail that can't be queued, because its
/// recipient got several in the last hour, is tried again an hour later. Any number of instances
/// may do so in parallel.
@Singleton
final class RemindOfExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(RemindOfExpiry.class);
    private static final Duration AHEAD = Duration.ofDays(7);
    private static final int AT_ONCE = 100;

    private final ApiKeyRepository keys;
    private final Mails mails;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    RemindOfExpiry(
            ApiKeyRepository keys,
            Mails mails,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.keys = keys;
        this.mails = mails;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void run() {
        try {
            remind();
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("members could not be reminded of API keys that expire");
        }
    }

    void remind() {
        long last = 0;
        List<ExpiringKeyRow> some;
        do {
            long after = last;
            some = transactions.executeWrite(_ -> remind(after));
            last = some.isEmpty() ? last : some.getLast().id();
        } while (some.size() == AT_ONCE);
    }

    private List<ExpiringKeyRow> remind(long after) {
        Instant now = clock.instant();
        List<ExpiringKeyRow> some = keys.lockExpiring(after, now, now.plus(AHEAD), AT_ONCE);
        for (ExpiringKeyRow key : some) {
            if (key.address() == null || tell(key, key.address())) {
                keys.reminded(key.accountId(), key.id(), now);
            }
        }
        return some;
    }

    private boolean tell(ExpiringKeyRow key, String address) {
        return mails.add(
                MailKind.KEY_EXPIRES,
                address,
                MailLanguage.of(key.language()),
                Map.of(
                        "account", key.account(),
                        "key", KeyText.beginning(key.keyId()),
                        "day", key.expiresAt().atOffset(ZoneOffset.UTC).toLocalDate().toString()));
    }
}
