package com.afftok.management.sale.price.preview;

import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What promoters were paid, and would have been paid.
///
/// @param promoters those with the most changed sales first
/// @param promotersLeftOut how many more there are; the sums contain them
@Serdeable
record PreviewView(Sum total, List<PromoterView> promoters, int promotersLeftOut) {

    static final int MOST_PROMOTERS = 500;

    @Serdeable
    record PromoterView(long promoterId, Sum sum) {}

    /// The figures of some sales.
    ///
    /// @param changed how many would have had another commission
    /// @param refused how many reports would have been refused
    @Serdeable
    record Sum(long conversions, long changed, long refused, List<AmountView> amounts) {}

    /// What promoters are paid, and their recruiters in addition.
    @Serdeable
    record AmountView(
            String currency,
            BigDecimal paid,
            BigDecimal wouldBePaid,
            BigDecimal difference,
            BigDecimal recruitersPaid,
            BigDecimal recruitersWouldBePaid) {}

    static PreviewView of(List<Replay.Priced> sales) {
        Tally total = new Tally();
        Map<Long, Tally> promoters = new LinkedHashMap<>();
        for (Replay.Priced sale : sales) {
            total.add(sale);
            promoters.computeIfAbsent(sale.sale().promoterId(), _ -> new Tally()).add(sale);
        }
        List<PromoterView> shown =
                promoters.entrySet().stream()
                        .map(one -> new PromoterView(one.getKey(), one.getValue().sum()))
                        .sorted(
                                Comparator.comparingLong((PromoterView one) -> -one.sum().changed())
                                        .thenComparingLong(PromoterView::promoterId))
                        .limit(MOST_PROMOTERS)
                        .toList();
        return new PreviewView(total.sum(), shown, promoters.size() - shown.size());
    }

    private static final class Tally {

        private long conversions;
        private long changed;
        private long refused;
        private final Map<String, Money> paid = new TreeMap<>();
        private final Map<String, Money> wouldBePaid = new TreeMap<>();
        private final Map<String, Money> recruiters = new TreeMap<>();
        private final Map<String, Money> recruitersWould = new TreeMap<>();

        private void add(Replay.Priced sale) {
            Money was = sale.sale().paid();
            Money would = sale.wouldBePaid();
            conversions++;
            add(paid, was);
            add(recruiters, sale.sale().paidToRecruiters());
            if (would == null) {
                refused++;
            } else {
                add(wouldBePaid, would);
                add(recruitersWould, Objects.requireNonNull(sale.toRecruiters()));
            }
            if (!was.equals(would)) {
                changed++;
            }
        }

        /// Each currency is in all.
        private void add(Map<String, Money> to, Money amount) {
            String currency = amount.currency().code();
            Money nothing = Money.zero(amount.currency());
            for (Map<String, Money> sum : List.of(paid, wouldBePaid, recruiters, recruitersWould)) {
                sum.putIfAbsent(currency, nothing);
            }
            to.merge(currency, amount, Money::plus);
        }

        private Sum sum() {
            return new Sum(
                    conversions, changed, refused, paid.keySet().stream().map(this::view).toList());
        }

        private AmountView view(String currency) {
            Money was = Objects.requireNonNull(paid.get(currency));
            Money would = Objects.requireNonNull(wouldBePaid.get(currency));
            return new AmountView(
                    currency,
                    was.toBigDecimal(),
                    would.toBigDecimal(),
                    would.minus(was).toBigDecimal(),
                    Objects.requireNonNull(recruiters.get(currency)).toBigDecimal(),
                    Objects.requireNonNull(recruitersWould.get(currency)).toBigDecimal());
        }
    }
}
