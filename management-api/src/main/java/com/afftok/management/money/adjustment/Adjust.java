package com.afftok.management.money.adjustment;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Books adjustments: row, booking and audit log in one transaction. Above the threshold of the
/// currency it books nothing until another administrator confirms.
@Singleton
final class Adjust {

    private final AdjustmentRepository adjustments;
    private final BookEntries ledger;
    private final Audit audit;
    private final WriteOnce once;

    Adjust(AdjustmentRepository adjustments, BookEntries ledger, Audit audit, WriteOnce once) {
        this.adjustments = adjustments;
        this.ledger = ledger;
        this.audit = audit;
        this.once = once;
    }

    sealed interface Outcome {

        record Done(AdjustmentRow adjustment) implements Outcome {}

        record Invalid(List<Detail> why) implements Outcome {}

        record Unknown() implements Outcome {}

        /// Its state does not allow it, or another person is needed.
        record Impossible(AdjustmentRow now, Detail why) implements Outcome {}
    }

    Outcome request(Caller.Admin caller, AdjustmentRequest wanted) {
        return once.write(() -> {
            List<Detail> problems = problems(wanted);
            if (!problems.isEmpty()) {
                return new Outcome.Invalid(problems);
            }
            adjustments.lock(caller.id());
            boolean isRequest = adjustments.needsAnother(wanted, caller.id());
            long id = adjustments.insert(wanted, isRequest ? "requested" : "booked", caller.id());
            if (!isRequest) {
                ledger.book(List.of(event(adjustments.find(id))));
            }
            AdjustmentRow after = adjustments.find(id);
            note(caller, isRequest ? "request" : "book", null, after);
            return new Outcome.Done(after);
        });
    }

    private List<Detail> problems(AdjustmentRequest wanted) {
        Fields fields = new Fields();
        fields.check(
                adjustments.isOfKind(wanted.advertiserId(), "advertiser"),
                "advertiser_id",
                Problem.NOT_OF_KIND,
                "an advertiser");
        Long promoter = wanted.promoterId();
        fields.check(
                promoter == null || adjustments.isOfKind(promoter, "promoter"),
                "promoter_id",
                Problem.NOT_OF_KIND,
                "a promoter");
        return fields.problems();
    }

    Outcome confirm(Caller.Admin caller, long id) {
        return decide(caller, id, null);
    }

    Outcome refuse(Caller.Admin caller, long id, String reason) {
        return decide(caller, id, reason);
    }

    /// Decides a request.
    ///
    /// @param refusal null confirms it
    private Outcome decide(Caller.Admin caller, long id, @Nullable String refusal) {
        return once.write(() -> {
            Optional<AdjustmentRow> found = adjustments.lock(id);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            AdjustmentRow before = found.get();
            if (!before.status().equals("requested")) {
                return new Outcome.Impossible(
                        before, Problem.STATUS_IS.with("status", before.status()));
            }
            boolean isConfirmed = refusal == null;
            if (isConfirmed && before.requestedBy() == caller.id().value()) {
                return new Outcome.Impossible(
                        before, Problem.REQUESTED_BY_YOU.with("confirmation"));
            }
            adjustments.decide(id, isConfirmed ? "booked" : "refused", caller.id(), refusal);
            if (isConfirmed) {
                ledger.book(List.of(event(before)));
            }
            AdjustmentRow after = adjustments.find(id);
            note(caller, isConfirmed ? "confirm" : "refuse", before, after);
            return new Outcome.Done(after);
        });
    }

    private static BusinessEvent event(AdjustmentRow row) {
        String reference = Long.toString(row.id());
        AccountId advertiser = new AccountId(row.advertiserId());
        Long promoter = row.promoterId();
        return promoter == null
                ? new BusinessEvent.Credited(reference, advertiser, row.money(), row.reason())
                : new BusinessEvent.Adjusted(
                        reference,
                        advertiser,
                        new AccountId(promoter),
                        row.money(),
                        row.payer().equals("advertiser")
                                ? BusinessEvent.Payer.ADVERTISER
                                : BusinessEvent.Payer.PLATFORM,
                        row.reason());
    }

    private void note(
            Caller.Admin caller,
            String action,
            @Nullable AdjustmentRow before,
            AdjustmentRow after) {
        audit.note(
                caller,
                "adjustment." + action,
                AuditedObject.of("adjustment", after.id()),
                before == null ? null : AdjustmentView.of(before),
                AdjustmentView.of(after));
    }
}
