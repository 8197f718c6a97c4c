package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.settle.ChangeRepository;
import com.afftok.management.money.payout.settle.Fate;
import com.afftok.management.money.payout.settle.SettlePayouts;
import com.afftok.management.money.payout.settle.Settlement;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.PayoutId;
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
    private static final Set<String> PAID = Set.of("completed");

    private final PayoutRepository payouts;
    private final ChangeRepository changes;
    private final SettlePayouts settle;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    DecidePayout(
            PayoutRepository payouts,
            ChangeRepository changes,
            SettlePayouts settle,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.payouts = payouts;
        this.changes = changes;
        this.settle = settle;
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

        /// Returns the money to the promoter after the bank gave it back.
        record Return(String reason) implements Decision {}
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
                    case Decision.Return _ -> PAID;
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
            case Decision.Approve _ -> {
                changes.change(before.id(), before.version(), approved(caller, before, now));
                note(caller, before, "approve", null, now);
            }
            case Decision.Hold(String reason) -> {
                changes.change(before.id(), before.version(), held());
                note(caller, before, "hold", reason, now);
            }
            case Decision.Complete(String reference) ->
                    settle(caller, Settlement.paid(before.payout(), reference));
            case Decision.Fail(String reason) ->
                    settle(caller, Settlement.failed(before.payout(), reason));
            case Decision.Return(String reason) ->
                    settle(caller, Settlement.returned(before.payout(), reason));
        }
        PayoutRow after = payouts.find(before.id(), null).orElseThrow();
        audit(caller, before, after, decision);
        return after;
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

    /// It is locked, and its status allows it.
    private void settle(Caller.Admin caller, Settlement settlement) {
        Fate fate = settle.settle(caller.id(), List.of(settlement)).getFirst();
        if (fate.result() != Fate.Result.APPLIED) {
            throw new IllegalStateException("a locked payout is " + fate.status());
        }
    }

    private void note(
            Caller.Admin caller,
            PayoutRow before,
            String action,
            @Nullable String reason,
            Instant now) {
        String status = payouts.find(before.id(), null).orElseThrow().status();
        changes.note(
                before.id(),
                PayoutRepository.values(
                        new PayoutEventRow(
                                now, action, null, caller.id().value(), status, reason)));
    }

    private void audit(Caller.Admin caller, PayoutRow before, PayoutRow after, Decision decision) {
        String action =
                switch (decision) {
                    case Decision.Approve _ -> "approve";
                    case Decision.Hold _ -> "hold";
                    case Decision.Complete _ -> "complete";
                    case Decision.Fail _ -> "fail";
                    case Decision.Return _ -> "return";
                };
        audit.note(
                caller,
                "payout." + action,
                AuditedObject.of("payout", before.id()),
                AdminPayoutView.of(before),
                AdminPayoutView.of(after));
    }
}
