package com.afftok.management.trust.review;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.management.sale.decision.LockedConversion;
import com.afftok.management.sale.decision.MoveConversion;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Approves or refuses a click, against the result of the rules.
///
/// The decision affects money alone; the click keeps its bucket. An approved click may earn, and
/// its conversions that were held for it are released. Of a refused click, earnings are reversed. A
/// reversal is final, because conversions only move forward.
@Singleton
final class ReviewClick {

    /// Buckets that do not depend on the score.
    private static final Set<String> NOT_JUDGED = Set.of("geo_blocked", "inactive");

    /// Reasons for which conversions of a refused click are held.
    private static final Set<String> WAITING = Set.of("click_bot", "click_fraud");

    private final ReviewRepository clicks;
    private final MoveConversion conversions;
    private final ClickNames names;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ReviewClick(
            ReviewRepository clicks,
            MoveConversion conversions,
            ClickNames names,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.clicks = clicks;
        this.conversions = conversions;
        this.names = names;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    enum Decision {
        APPROVED("click.approve"),
        REFUSED("click.refuse");

        private final String action;

        Decision(String action) {
            this.action = action;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    sealed interface Outcome {

        record Decided() implements Outcome {}

        record Unknown() implements Outcome {}

        /// The click does not allow this decision.
        record Impossible(Detail why) implements Outcome {}
    }

    Outcome decide(Caller.Admin caller, ClickId click, Decision decision, String reason) {
        return transactions.executeWrite(_ -> {
            clicks.lock(click.uuid());
            Optional<ReviewedClickRow> found = find(click);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            ReviewedClickRow row = found.get();
            if (NOT_JUDGED.contains(row.bucket())) {
                return new Outcome.Impossible(Problem.NOT_JUDGED.with("click_id", row.bucket()));
            }
            if (decision.label().equals(row.decision())) {
                return new Outcome.Impossible(
                        Problem.DECIDED_ALREADY.with("click_id", decision.label()));
            }
            clicks.decide(
                    row.advertiserId(),
                    row.clickId(),
                    decision.label(),
                    reason,
                    caller.id().value(),
                    clock.instant());
            moveMoney(caller, row, decision, reason);
            String name = names.name(row.clickId());
            audit.note(
                    caller,
                    decision.action,
                    new AuditedObject("click", name),
                    ReviewedClickView.of(row, name).review(),
                    find(click)
                            .map(after -> ReviewedClickView.of(after, name).review())
                            .orElseThrow());
            return new Outcome.Decided();
        });
    }

    private Optional<ReviewedClickRow> find(ClickId click) {
        return clicks.find(click.uuid(), click.link().value(), click.time());
    }

    private void moveMoney(Caller caller, ReviewedClickRow row, Decision decision, String reason) {
        AccountId advertiser = new AccountId(row.advertiserId());
        for (LockedConversion conversion : conversions.lockOfClick(advertiser, row.clickId())) {
            switch (decision) {
                case REFUSED -> conversions.takeBack(caller, conversion, reason);
                case APPROVED -> {
                    String why = conversion.statusReason();
                    if (conversion.needsReview() && why != null && WAITING.contains(why)) {
                        conversions.release(caller, conversion, reason);
                    }
                }
            }
        }
    }
}
