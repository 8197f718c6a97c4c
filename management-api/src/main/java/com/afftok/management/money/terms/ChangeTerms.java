package com.afftok.management.money.terms;

import com.afftok.management.access.Caller;
import com.afftok.management.money.terms.TermsRepository.FeeRow;
import com.afftok.management.money.terms.TermsView.CurrentRow;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds versions to the terms of an advertiser and to the platform's fee, one after the other. What
/// has begun is never changed.
@Singleton
final class ChangeTerms {

    private final TermsRepository terms;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ChangeTerms(
            TermsRepository terms, Audit audit, TransactionOperations<Connection> transactions) {
        this.terms = terms;
        this.audit = audit;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Changed() implements Outcome {}

        record Unknown() implements Outcome {}

        /// There are newer terms than those that were read.
        record Outdated() implements Outcome {}

        /// The new terms would begin in the past.
        record TooEarly() implements Outcome {}
    }

    Outcome change(Caller.Admin caller, long advertiser, TermsRequest wanted) {
        return transactions.executeWrite(_ -> {
            terms.lock(advertiser);
            Optional<CurrentRow> found = terms.current(advertiser);
            if (found.isEmpty()) {
                return new Outcome.Unknown();
            }
            CurrentRow current = found.get();
            if (current.version() != wanted.version()) {
                return new Outcome.Outdated();
            }
            Instant from = begin(wanted.effectiveFrom(), current.now());
            if (from == null) {
                return new Outcome.TooEarly();
            }
            Object before = latest(advertiser);
            terms.insert(
                    advertiser,
                    current.version() + 1,
                    wanted.feePercent(),
                    from,
                    caller.id(),
                    wanted.known());
            audit.note(
                    caller,
                    "advertiser.terms",
                    AuditedObject.of("account", advertiser),
                    before,
                    latest(advertiser));
            return new Outcome.Changed();
        });
    }

    Outcome changeFee(Caller.Admin caller, PlatformFeeController.Request wanted) {
        return transactions.executeWrite(_ -> {
            terms.lock(0);
            List<FeeRow> last = terms.fees(Long.MAX_VALUE, 1);
            int version = last.isEmpty() ? 0 : last.getFirst().version();
            if (version != wanted.version()) {
                return new Outcome.Outdated();
            }
            Instant from = begin(wanted.effectiveFrom(), terms.now());
            if (from == null) {
                return new Outcome.TooEarly();
            }
            terms.insertFee(version + 1, wanted.percent(), from, caller.id());
            audit.note(
                    caller,
                    "platform.fee",
                    new AuditedObject("platform_fee", "default"),
                    last.isEmpty() ? null : PlatformFeeController.VersionView.of(last.getFirst()),
                    PlatformFeeController.VersionView.of(terms.fees(Long.MAX_VALUE, 1).getFirst()));
            return new Outcome.Changed();
        });
    }

    /// The beginning of new terms; null if it is in the past.
    private static @Nullable Instant begin(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            return now;
        }
        return wanted.isBefore(now) ? null : wanted;
    }

    private TermsView.@Nullable VersionView latest(long advertiser) {
        List<TermsView.VersionRow> rows = terms.versions(advertiser, Long.MAX_VALUE, 1);
        return rows.isEmpty() ? null : rows.getFirst().view(terms.billing(advertiser, rows), true);
    }
}
