package com.afftok.management.money.month;

import com.afftok.management.money.month.NaiveOffer.Sale;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The balances that follow from sales, decisions and payouts, in a plain map without entries.
final class NaiveBooks {

    /// Amounts by account, currency and part of the balance.
    private final Map<String, BigDecimal> sums = new ConcurrentHashMap<>();

    /// @param earners the promoter and its recruiters, by level
    void record(NaiveOffer offer, Sale sale, List<Long> earners) {
        for (int level = 0; level < sale.commissions.size(); level++) {
            BigDecimal earned = sale.commissions.get(level);
            add(earners.get(level), offer, "pending", earned);
            add(offer.advertiser(), offer, "advertiser", earned.negate());
        }
        if (sale.status.equals("approved")) {
            approve(offer, sale, earners);
        }
    }

    void approve(NaiveOffer offer, Sale sale, List<Long> earners) {
        sale.status = "approved";
        for (int level = 0; level < sale.commissions.size(); level++) {
            BigDecimal earned = sale.commissions.get(level);
            add(earners.get(level), offer, "pending", earned.negate());
            add(earners.get(level), offer, "available", earned);
        }
    }

    void reject(NaiveOffer offer, Sale sale, List<Long> earners) {
        sale.status = "rejected";
        for (int level = 0; level < sale.commissions.size(); level++) {
            BigDecimal earned = sale.commissions.get(level);
            add(earners.get(level), offer, "pending", earned.negate());
            add(offer.advertiser(), offer, "advertiser", earned);
        }
    }

    /// @param refunded in all, more than before
    void refund(NaiveOffer offer, Sale sale, List<Long> earners, BigDecimal refunded) {
        BigDecimal charged = BigDecimal.ZERO;
        for (int level = 0; level < sale.commissions.size(); level++) {
            BigDecimal earned = sale.commissions.get(level);
            charged = charged.add(earned);
            BigDecimal taken =
                    offer.takenBack(earned, sale, refunded)
                            .subtract(offer.takenBack(earned, sale, sale.refunded));
            add(earners.get(level), offer, "available", taken.negate());
        }
        add(
                offer.advertiser(),
                offer,
                "advertiser",
                offer.takenBack(charged, sale, refunded)
                        .subtract(offer.takenBack(charged, sale, sale.refunded)));
        sale.refunded = refunded;
        if (refunded.compareTo(sale.amount) == 0) {
            sale.status = "reversed";
        }
    }

    void move(long account, String currency, String from, String to, BigDecimal amount) {
        add(account, currency, from, amount.negate());
        add(account, currency, to, amount);
    }

    BigDecimal available(long account, String currency) {
        return sums.getOrDefault(key(account, currency, "available"), BigDecimal.ZERO);
    }

    private void add(long account, NaiveOffer offer, String part, BigDecimal amount) {
        add(account, offer.currency(), part, amount);
    }

    private void add(long account, String currency, String part, BigDecimal amount) {
        sums.merge(key(account, currency, part), amount, BigDecimal::add);
    }

    private static String key(long account, String currency, String part) {
        return account + " " + currency + " " + part;
    }

    /// All amounts that are not zero.
    Map<String, BigDecimal> sums() {
        return sums.entrySet().stream()
                .filter(one -> one.getValue().signum() != 0)
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().stripTrailingZeros()));
    }
}
