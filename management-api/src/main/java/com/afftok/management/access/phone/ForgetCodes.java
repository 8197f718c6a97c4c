package com.afftok.management.access.phone;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes requests for codes after a day, their numbers by day after a month, and expired tokens.
/// Any number of instances may do so in parallel.
@Singleton
final class ForgetCodes {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetCodes.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration DAYS_KEPT = Duration.ofDays(30);

    private final OtpRepository requests;
    private final OtpDayRepository days;
    private final PhoneTokenRepository tokens;
    private final InstantSource clock;

    ForgetCodes(
            OtpRepository requests,
            OtpDayRepository days,
            PhoneTokenRepository tokens,
            InstantSource clock) {
        this.requests = requests;
        this.days = days;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1h")
    void run() {
        try {
            Instant before = clock.instant().minus(KEPT);
            requests.forget(before);
            tokens.forget(before);
            days.forget(clock.instant().minus(DAYS_KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("old requests for codes could not be deleted");
        }
    }
}
