package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.money.ledger.PayoutSlices;
import com.afftok.management.money.payout.settle.ChangeRepository;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent.PayoutFailed;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Cancels a payout that waits and that nobody has approved or held. It fails, and its money is
/// available again, in one transaction.
@Singleton
final class CancelPayout {

    private static final String REASON = "cancelled by the promoter";

    private final PayoutRepository payouts;
    private final ChangeRepository changes;
    private final PayoutSlices slices;
    private final BookEntries ledger;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    CancelPayout(
            PayoutRepository payouts,
            ChangeRepository changes,
            PayoutSlices slices,
            BookEntries ledger,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.payouts = payouts;
        this.changes = changes;
        this.slices = slices;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Cancelled(PayoutRow now) implements Outcome {}

        record Unknown() implements Outcome {}

        /// It has moved on.
        record Impossible(Detail why, PayoutRow now) implements Outcome {}
    }

    Outcome cancel(Caller.Promoter caller, PayoutId id) {
        return transactions.executeWrite(_ -> {
            PayoutRow payout =
                    payouts.lock(id.value())
                            .filter(row -> row.promoter().equals(caller.account()))
                            .orElse(null);
            if (payout == null) {
                return new Outcome.Unknown();
            }
            if (!payout.status().equals("requested")) {
                return new Outcome.Impossible(
                        Problem.STATUS_IS.with("status", payout.status()), payout);
            }
            if (payout.approvedBy() != null) {
                return new Outcome.Impossible(Problem.APPROVED_ALREADY.with("approval"), payout);
            }
            cancel(caller, payout);
            return new Outcome.Cancelled(payouts.find(id.value(), null).orElseThrow());
        });
    }

    private void cancel(Caller.Promoter caller, PayoutRow payout) {
        Instant now = clock.instant();
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(PayoutRepository.text("status"), "failed");
        values.put(PayoutRepository.text("failure_reason"), REASON);
        values.put(PayoutRepository.time("failed_at"), now);
        changes.change(payout.id(), payout.version(), values);
        ledger.book(
                List.of(
                        new PayoutFailed(
                                payout.payout(),
                                payout.promoter(),
                                payout.money(),
                                slices.of(List.of(payout.payout()))
                                        .getOrDefault(payout.payout(), List.of()))));
        changes.note(
                payout.id(),
                PayoutRepository.values(
                        new PayoutEventRow(
                                now, "cancel", caller.user().value(), null, "failed", REASON)));
    }
}
