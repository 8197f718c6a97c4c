package com.afftok.management.money.payout.batch;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.settle.ChangeRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts approved payouts into a batch, and takes them out again, each in one transaction.
///
/// Payouts that another transaction is deciding about or putting into a batch are left to it, so
/// that concurrent batches neither wait for each other nor share a payout.
@Singleton
final class MakeBatch {

    static final int MOST = 10_000;

    private static final int MOST_SHOWN = 20;

    private final BatchRepository batches;
    private final ChangeRepository changes;
    private final WriteOnce once;
    private final Audit audit;
    private final InstantSource clock;

    MakeBatch(
            BatchRepository batches,
            ChangeRepository changes,
            WriteOnce once,
            Audit audit,
            InstantSource clock) {
        this.batches = batches;
        this.changes = changes;
        this.once = once;
        this.audit = audit;
        this.clock = clock;
    }

    Outcome<BatchRow> make(Caller.Admin caller, BatchRequest wanted) {
        return once.write(() -> {
            List<Long> named = wanted.payoutIds();
            List<TakenRow> taken = batches.take(wanted.currency(), wanted.method(), named, MOST);
            if (named != null && taken.size() < named.size()) {
                return Outcome.refused(ErrorCode.PAYOUT_002, notTaken(named, taken));
            }
            if (taken.isEmpty()) {
                return Outcome.refused(
                        ErrorCode.PAYOUT_002,
                        Problem.NOTHING_APPROVED.with("method", wanted.currency()));
            }
            return new Outcome.Saved<>(add(caller, wanted, taken));
        });
    }

    private static Detail[] notTaken(List<Long> named, List<TakenRow> taken) {
        Set<Long> ids = taken.stream().map(TakenRow::id).collect(Collectors.toSet());
        return IntStream.range(0, named.size())
                .filter(i -> !ids.contains(named.get(i)))
                .limit(MOST_SHOWN)
                .mapToObj(i -> Problem.NOT_BATCHED.with("payout_ids[%d]".formatted(i)))
                .toArray(Detail[]::new);
    }

    private BatchRow add(Caller.Admin caller, BatchRequest wanted, List<TakenRow> taken) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BigDecimal total =
                taken.stream().map(TakenRow::net).reduce(BigDecimal.ZERO, BigDecimal::add);
        long admin = caller.id().value();
        long id = batches.add(wanted.currency(), wanted.method(), taken.size(), total, admin, now);
        Long[] payouts = taken.stream().map(TakenRow::id).toArray(Long[]::new);
        batches.put(id, payouts);
        changes.process("process", null, payouts, admin, now);
        BatchRow made = batches.find(id).orElseThrow();
        note(caller, "create", id, null, made);
        return made;
    }

    /// Payouts of a cancelled batch are approved, as before.
    Cancellation cancel(Caller.Admin caller, long id, String reason) {
        return once.write(() -> {
            if (batches.find(id).isEmpty()) {
                return new Cancellation.Unknown();
            }
            Long[] payouts = batches.lockPayouts(id);
            BatchRow before = batches.lock(id);
            Detail problem = problem(before);
            if (problem != null) {
                return new Cancellation.Impossible(problem, before);
            }
            Instant now = clock.instant();
            changes.release(reason, payouts, caller.id().value(), now);
            batches.cancel(id, now);
            BatchRow after = batches.find(id).orElseThrow();
            note(caller, "cancel", id, before, after);
            return new Cancellation.Cancelled(after);
        });
    }

    sealed interface Cancellation {

        record Cancelled(BatchRow now) implements Cancellation {}

        record Unknown() implements Cancellation {}

        record Impossible(Detail why, BatchRow now) implements Cancellation {}
    }

    private static @Nullable Detail problem(BatchRow batch) {
        if (batch.cancelledAt() != null) {
            return Problem.STATUS_IS.with("status", batch.status());
        }
        if (batch.answeredAt() != null) {
            return Problem.ANSWERED.with("batch");
        }
        return batch.waiting() < batch.payouts() ? Problem.NOT_WAITING.with("batch") : null;
    }

    private void note(
            Caller.Admin caller,
            String action,
            long id,
            @Nullable BatchRow before,
            BatchRow after) {
        audit.note(
                caller,
                "payout_batch." + action,
                AuditedObject.of("payout_batch", id),
                before == null ? null : BatchView.of(before),
                BatchView.of(after));
    }
}
