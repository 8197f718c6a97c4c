package com.afftok.management.sale.price.preview;

import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Serdeable
    record AmountView(
            String currency, BigDecimal paid, BigDecimal wouldBePaid, BigDecimal difference) {}

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

        private void add(Replay.Priced sale) {
            Money was = sale.sale().paid();
            Money would = sale.wouldBePaid();
            conversions++;
            add(paid, was);
            if (would == null) {
                refused++;
            } else {
                add(wouldBePaid, would);
            }
            if (!was.equals(would)) {
                changed++;
            }
        }

        /// Each currency is in both.
        private void add(Map<String, Money> to, Money amount) {
            String currency = amount.currency().code();
            Money nothing = Money.zero(amount.currency());
            paid.putIfAbsent(currency, nothing);
            wouldBePaid.putIfAbsent(currency, nothing);
            to.merge(currency, amount, Money::plus);
        }

        private Sum sum() {
            return new Sum(
                    conversions,
                    changed,
                    refused,
                    paid.entrySet().stream()
                            .map(one ->
                                    view(
                                            one.getValue(),
                                            wouldBePaid.getOrDefault(one.getKey(), one.getValue())))
                            .toList());
        }

        private static AmountView view(Money paid, Money would) {
            return new AmountView(
                    paid.currency().code(),
                    paid.toBigDecimal(),
                    would.toBigDecimal(),
                    would.minus(paid).toBigDecimal());
        }
    }
}
