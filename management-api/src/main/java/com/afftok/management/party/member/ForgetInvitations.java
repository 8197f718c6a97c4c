package com.afftok.management.party.member;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes invitations a week after they have expired; until then, their tokens are answered as
/// expired. Any number of instances may do so in parallel.
@Singleton
final class ForgetInvitations {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetInvitations.class);
    private static final Duration KEPT = Duration.ofDays(7);

    private final InvitationRepository invitations;
    private final InstantSource clock;

    ForgetInvitations(InvitationRepository invitations, InstantSource clock) {
        this.invitations = invitations;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void run() {
        try {
            invitations.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("expired invitations could not be deleted");
        }
    }
}
