package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.money.ledger.PayoutSlices;
import com.afftok.management.money.payout.method.TellOwners;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.PayoutSlice;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// Decides about a payout in one transaction: its status, the bookings, its history and the audit
/// log. A process that dies between two decisions leaves the payout in its status, where the next
/// decision finds it; a repeated decision is refused by the status.
@Singleton
final class DecidePayout {

    private static final Set<String> WAITING = Set.of("requested", "held");
    private static final Set<String> STOPPABLE = Set.of("requested", "approved");
    private static final Set<String> PAYABLE = Set.of("approved", "processing");
    private static final Set<String> OPEN = Set.of("requested", "held", "approved", "processing");

    private final PayoutRepository payouts;
    private final PayoutSlices slices;
    private final BookEntries ledger;
    private final TellOwners owners;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    DecidePayout(
            PayoutRepository payouts,
            PayoutSlices slices,
            BookEntries ledger,
            TellOwners owners,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.payouts = payouts;
        this.slices = slices;
        this.ledger = ledger;
        this.owners = owners;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A decision of an administrator.
    sealed interface Decision {

        record Approve() implements Decision {}

        /// Takes the approvals back.
        record Hold(String reason) implements Decision {}

        record Complete(String reference) implements Decision {}

        /// Returns the money to the promoter.
        record Fail(String reason) implements Decision {}
    }

    sealed interface Outcome {

        record Decided(PayoutRow now) implements Outcome {}

        record Unknown() implements Outcome {}

        /// Its state does not allow it.
        record Impossible(Detail why, PayoutRow now) implements Outcome {}
    }

    Outcome decide(Caller.Admin caller, PayoutId id, Decision decision) {
        return transactions.executeWrite(_ -> {
            PayoutRow before = payouts.lock(id.value()).orElse(null);
            if (before == null) {
                return new Outcome.Unknown();
            }
            Detail problem = problem(caller, before, decision);
            return problem == null
                    ? new Outcome.Decided(carryOut(caller, before, decision))
                    : new Outcome.Impossible(problem, before);
        });
    }

    private @Nullable Detail problem(Caller.Admin caller, PayoutRow payout, Decision decision) {
        Set<String> from =
                switch (decision) {
                    case Decision.Approve _ -> WAITING;
                    case Decision.Hold _ -> STOPPABLE;
                    case Decision.Complete _ -> PAYABLE;
                    case Decision.Fail _ -> OPEN;
                };
        if (!from.contains(payout.status())) {
            return Problem.STATUS_IS.with("status", payout.status());
        }
        return decision instanceof Decision.Approve ? problemOfApproval(caller, payout) : null;
    }

    /// A completion has no such problem: it records what was paid.
    private @Nullable Detail problemOfApproval(Caller.Admin caller, PayoutRow payout) {
        Long approvedBy = payout.approvedBy();
        if (approvedBy != null && approvedBy == caller.id().value()) {
            return Problem.APPROVED_BY_YOU.with("approval");
        }
        PayoutRepository.Standing now = payouts.standing(payout.promoterId(), payout.currency());
        if (!now.active()) {
            return Problem.ACCOUNT_NOT_ACTIVE.with("promoter_id");
        }
        Currency currency = Currency.of(payout.currency());
        // What the limit of absorption left at the request is no refund since.
        BigDecimal missing = now.available().add(payout.unabsorbed());
        return missing.signum() < 0
                ? Problem.ABOVE_BALANCE.with(
                        "amount",
                        Money.of(payout.amount().add(missing), currency)
                                .toBigDecimal()
                                .toPlainString(),
                        payout.currency())
                : null;
    }

    private PayoutRow carryOut(Caller.Admin caller, PayoutRow before, Decision decision) {
        Instant now = clock.instant();
        switch (decision) {
            case Decision.Approve _ -> payouts.change(before, approved(caller, before, now));
            case Decision.Hold _ -> payouts.change(before, held());
            case Decision.Complete(String reference) -> {
                payouts.change(
                        before,
                        values(
                                "completed",
                                PayoutRepository.text("reference"),
                                reference,
                                PayoutRepository.time("completed_at"),
                                now));
                book(before, true);
            }
            case Decision.Fail(String reason) -> {
                payouts.change(
                        before,
                        values(
                                "failed",
                                PayoutRepository.text("failure_reason"),
                                reason,
                                PayoutRepository.time("failed_at"),
                                now));
                book(before, false);
            }
        }
        PayoutRow after = payouts.find(before.id(), null).orElseThrow();
        tell(after, decision);
        note(caller, before, after, decision, now);
        return after;
    }

    private void tell(PayoutRow payout, Decision decision) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("payout", Long.toString(payout.id()));
        values.put("amount", payout.money().toString());
        values.put("net", payout.net().toString());
        switch (decision) {
            case Decision.Complete(String reference) -> {
                values.put("reference", reference);
                owners.tell(payout.promoter(), MailKind.PAYOUT_COMPLETED, values);
            }
            case Decision.Fail(String reason) -> {
                values.put("reason", reason);
                owners.tell(payout.promoter(), MailKind.PAYOUT_FAILED, values);
            }
            case Decision.Approve _, Decision.Hold _ -> {}
        }
    }

    private static Map<Field<?>, @Nullable Object> approved(
            Caller.Admin caller, PayoutRow before, Instant now) {
        boolean isFirst = before.approvedBy() == null;
        String status = isFirst && before.approvalsNeeded() > 1 ? "requested" : "approved";
        return isFirst
                ? values(
                        status,
                        PayoutRepository.id("approved_by"),
                        caller.id().value(),
                        PayoutRepository.time("approved_at"),
                        now)
                : values(
                        status,
                        PayoutRepository.id("second_approved_by"),
                        caller.id().value(),
                        PayoutRepository.time("second_approved_at"),
                        now);
    }

    private static Map<Field<?>, @Nullable Object> held() {
        Map<Field<?>, @Nullable Object> values =
                values(
                        "held",
                        PayoutRepository.id("approved_by"),
                        null,
                        PayoutRepository.time("approved_at"),
                        null);
        values.put(PayoutRepository.id("second_approved_by"), null);
        values.put(PayoutRepository.time("second_approved_at"), null);
        return values;
    }

    private static <A, B> Map<Field<?>, @Nullable Object> values(
            String status, Field<A> one, @Nullable A first, Field<B> other, @Nullable B second) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(PayoutRepository.text("status"), status);
        values.put(one, first);
        values.put(other, second);
        return values;
    }

    private void book(PayoutRow payout, boolean completed) {
        List<PayoutSlice> parts = slices.of(payout.payout(), payout.money().currency());
        ledger.book(
                List.of(
                        completed
                                ? new BusinessEvent.PayoutCompleted(
                                        payout.payout(),
                                        payout.promoter(),
                                        payout.money(),
                                        payout.deductions(),
                                        parts)
                                : new BusinessEvent.PayoutFailed(
                                        payout.payout(),
                                        payout.promoter(),
                                        payout.money(),
                                        parts)));
    }

    private void note(
            Caller.Admin caller,
            PayoutRow before,
            PayoutRow after,
            Decision decision,
            Instant now) {
        String action =
                switch (decision) {
                    case Decision.Approve _ -> "approve";
                    case Decision.Hold _ -> "hold";
                    case Decision.Complete _ -> "complete";
                    case Decision.Fail _ -> "fail";
                };
        String reason =
                switch (decision) {
                    case Decision.Approve _ -> null;
                    case Decision.Hold(String why) -> why;
                    case Decision.Complete(String reference) -> reference;
                    case Decision.Fail(String why) -> why;
                };
        payouts.note(
                before.id(),
                new PayoutEventRow(now, action, null, caller.id().value(), after.status(), reason));
        audit.note(
                caller,
                "payout." + action,
                AuditedObject.of("payout", before.id()),
                AdminPayoutView.of(before),
                AdminPayoutView.of(after));
    }
}
