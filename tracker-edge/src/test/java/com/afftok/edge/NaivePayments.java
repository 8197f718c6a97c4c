package com.afftok.edge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A model of postbacks without ledger, concurrency and types.
final class NaivePayments {

    /// The payout of an offer: an amount in its currency, and a percentage of the sale.
    record Offer(long advertiser, String currency, int digits, String amount, String percent) {}

    /// A promoter and the recruiters above, nearest first.
    record Chain(long promoter, List<Long> recruiters) {}

    private static final List<String> RECRUITER_PERCENT = List.of("5", "2", "1");

    private final Map<String, Sale> sales = new TreeMap<>();

    private static final class Sale {

        final long advertiser;
        final BigDecimal amount;
        final String currency;
        final Map<Long, List<BigDecimal>> shares = new HashMap<>();
        final String earned;
        final int digits;
        String status;
        BigDecimal refunded = BigDecimal.ZERO;

        Sale(Offer offer, String status, BigDecimal amount, String currency, int digits) {
            this.advertiser = offer.advertiser;
            this.status = status;
            this.amount = amount;
            this.currency = currency;
            boolean percentOnly = offer.amount.equals("0");
            this.earned = percentOnly ? currency : offer.currency;
            this.digits = percentOnly ? digits : offer.digits;
        }

        BigDecimal takenBack(BigDecimal of) {
            return of.multiply(refunded).divide(amount, digits, RoundingMode.HALF_EVEN);
        }

        void share(long user, BigDecimal amount) {
            shares.computeIfAbsent(user, _ -> new ArrayList<>()).add(amount);
        }
    }

    /// Processes a correctly signed postback, and returns the status of the answer.
    synchronized int take(
            String transaction,
            Offer offer,
            Chain chain,
            String status,
            BigDecimal amount,
            String currency,
            int digits) {
        Sale sale = sales.get(transaction);
        if (sale == null) {
            return begin(transaction, offer, chain, status, amount, currency, digits);
        }
        return switch (status) {
            case "pending" -> 409;
            case "approved" -> approve(sale, amount, currency);
            case "rejected" -> {
                boolean pending = sale.status.equals("pending");
                sale.status = pending ? "rejected" : sale.status;
                yield pending ? 200 : 409;
            }
            default -> refund(sale, amount, currency);
        };
    }

    private int begin(
            String transaction,
            Offer offer,
            Chain chain,
            String status,
            BigDecimal amount,
            String currency,
            int digits) {
        boolean both = !offer.amount.equals("0") && !offer.percent.equals("0");
        if (status.equals("refunded") || (both && !currency.equals(offer.currency))) {
            return 422;
        }
        Sale sale = new Sale(offer, status, amount, currency, digits);
        BigDecimal commission =
                amount.multiply(new BigDecimal(offer.percent))
                        .movePointLeft(2)
                        .add(new BigDecimal(offer.amount))
                        .setScale(sale.digits, RoundingMode.HALF_EVEN);
        sale.share(chain.promoter, commission);
        for (int i = 0; i < chain.recruiters.size(); i++) {
            sale.share(
                    chain.recruiters.get(i),
                    commission
                            .multiply(new BigDecimal(RECRUITER_PERCENT.get(i)))
                            .movePointLeft(2)
                            .setScale(sale.digits, RoundingMode.HALF_EVEN));
        }
        sales.put(transaction, sale);
        return 200;
    }

    private static int approve(Sale sale, BigDecimal amount, String currency) {
        if (!sale.status.equals("pending")) {
            return 409;
        }
        if (amount.compareTo(sale.amount) != 0 || !currency.equals(sale.currency)) {
            return 422;
        }
        sale.status = "approved";
        return 200;
    }

    private static int refund(Sale sale, BigDecimal amount, String currency) {
        if (!currency.equals(sale.currency) || amount.compareTo(sale.amount) > 0) {
            return 422;
        }
        if (sale.status.equals("pending")) {
            return 422;
        }
        if (sale.status.equals("rejected") || amount.compareTo(sale.refunded) <= 0) {
            return 409;
        }
        sale.refunded = amount;
        sale.status = amount.compareTo(sale.amount) == 0 ? "reversed" : "approved";
        return 200;
    }

    /// The balance of each account, by owner and currency, without zero balances.
    Map<String, String> balances() {
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (Sale sale : sales.values()) {
            if (sale.status.equals("rejected")) {
                continue;
            }
            String account =
                    sale.status.equals("pending") ? "promoter_pending" : "promoter_available";
            BigDecimal charge = BigDecimal.ZERO;
            for (var shares : sale.shares.entrySet()) {
                for (BigDecimal share : shares.getValue()) {
                    add(
                            balances,
                            account + " " + shares.getKey() + " " + sale.earned,
                            share.subtract(sale.takenBack(share)));
                    charge = charge.add(share);
                }
            }
            add(
                    balances,
                    "advertiser " + sale.advertiser + " " + sale.earned,
                    sale.takenBack(charge).subtract(charge));
        }
        Map<String, String> texts = new TreeMap<>();
        balances.forEach((account, balance) -> {
            if (balance.signum() != 0) {
                texts.put(account, balance.setScale(4).toPlainString());
            }
        });
        return texts;
    }

    /// The status of each transaction and the refunded amount.
    Map<String, String> statuses() {
        Map<String, String> statuses = new TreeMap<>();
        sales.forEach((transaction, sale) ->
                statuses.put(
                        transaction,
                        sale.status + " " + sale.refunded.setScale(4).toPlainString()));
        return statuses;
    }

    private static void add(Map<String, BigDecimal> balances, String account, BigDecimal amount) {
        balances.merge(account, amount, BigDecimal::add);
    }
}
