package com.afftok.management.sale.price.preview;

import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.Commission;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.NotPaid;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prices sales again, one after the other, as if other rules and caps had been in force. It reads
/// and stores nothing.
///
/// Sales count as they are now: a rejected or wholly refunded one is in no figure, and a partly
/// refunded one counts in part. The clicks of an hour count from its beginning.
final class Replay {

    /// The rules and caps of the sales.
    interface Terms {

        /// All that may be in force for sales of clicks at this time.
        List<CommissionRule> rules(Instant agreedAt);

        List<Cap> caps(Instant agreedAt);
    }

    private final Terms terms;
    private final Map<Long, RunningFigures> figures = new LinkedHashMap<>();

    Replay(Terms terms) {
        this.terms = terms;
    }

    /// A priced sale.
    ///
    /// @param wouldBePaid less refunds; null if its report would have been refused
    /// @param toRecruiters what recruiters would be paid in addition; null like the other
    record Priced(SaleRow sale, @Nullable Money wouldBePaid, @Nullable Money toRecruiters) {}

    RunningFigures figures(long promoter) {
        return figures.computeIfAbsent(promoter, _ -> new RunningFigures());
    }

    /// Counts a sale of the time before as it was paid.
    void count(SaleRow sale) {
        figures(sale.promoterId()).add(sale.createdAt(), sale.wasPaid(), sale.paid());
    }

    /// Prices the next sale, and counts it as priced.
    Priced price(SaleRow sale) {
        RunningFigures before = figures(sale.promoterId());
        Commission commission =
                CalculateCommission.of(
                        sale.sale(),
                        sale.offerPayout(),
                        of(sale, terms.rules(sale.agreedAt()), CommissionRule::promoter),
                        before.at(sale.createdAt()),
                        of(sale, terms.caps(sale.agreedAt()), Cap::promoter),
                        sale.recruiters());
        NotPaid notPaid = commission.notPaid();
        if (notPaid != null && !notPaid.isRecorded()) {
            return new Priced(sale, null, null);
        }
        Money kept = sale.kept(commission.amount());
        before.add(sale.createdAt(), commission.amount().isPositive(), kept);
        Money toRecruiters =
                commission.recruiters().stream()
                        .map(share -> sale.kept(share.amount()))
                        .reduce(Money.zero(kept.currency()), Money::plus);
        return new Priced(sale, kept, toRecruiters);
    }

    private static <T> List<T> of(
            SaleRow sale, List<T> terms, Function<T, @Nullable AccountId> promoter) {
        AccountId own = new AccountId(sale.promoterId());
        return terms.stream()
                .filter(one -> {
                    AccountId owner = promoter.apply(one);
                    return owner == null || owner.equals(own);
                })
                .toList();
    }
}
