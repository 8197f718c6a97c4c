package com.afftok.management.party.profile;

import com.afftok.management.access.Caller;
import com.afftok.management.party.user.PayoutDetails;
import com.afftok.management.party.user.SealPayoutDetails;
import com.afftok.management.party.user.SealPayoutDetails.Kept;
import com.afftok.management.party.user.TextArray;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Changes a profile in one transaction.
///
/// A new payout destination is recorded in the audit log and usable after three days, so that its
/// owner can notice a change by somebody else.
@Singleton
final class SaveProfile {

    static final Duration DESTINATION_WAITS = Duration.ofDays(3);

    private final UserRepository users;
    private final SealPayoutDetails payoutDetails;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SaveProfile(
            UserRepository users,
            SealPayoutDetails payoutDetails,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.users = users;
        this.payoutDetails = payoutDetails;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A destination in the audit log.
    @Serdeable
    record Noted(@Nullable String method, @Nullable String account) {

        static Noted of(PayoutDetails details) {
            return new Noted(details.method(), details.masked().account());
        }
    }

    void save(Caller.User caller, ProfileChange change) {
        transactions.executeWrite(_ -> {
            String fullName = change.fullName();
            if (fullName != null) {
                users.rename(caller.user().value(), fullName);
            }
            if (change.isOfAccount()) {
                // Locks the row, so that the destination that is read next is the one replaced.
                users.changeCountries(
                        caller.account().value(),
                        change.country(),
                        TextArray.of(change.audienceCountries()));
            }
            PayoutDetails wanted = change.payoutDetails();
            if (wanted != null) {
                redirect(caller, wanted);
            }
            return caller;
        });
    }

    /// Setting the same destination again changes nothing.
    private void redirect(Caller.User caller, PayoutDetails wanted) {
        PayoutDetails before = payoutDetails.of(caller.account()).map(Kept::details).orElse(null);
        if (wanted.equals(before)) {
            return;
        }
        payoutDetails.keep(caller.account(), wanted, clock.instant().plus(DESTINATION_WAITS));
        audit.note(
                caller.user(),
                "user.payout_details",
                AuditedObject.of(caller.user()),
                before == null ? null : Noted.of(before),
                Noted.of(wanted));
    }
}
