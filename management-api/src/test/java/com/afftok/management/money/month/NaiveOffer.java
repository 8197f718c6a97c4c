package com.afftok.management.money.month;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An offer and its prices, calculated from the description of rules, without code of the product.
record NaiveOffer(
        long id,
        long advertiser,
        String currency,
        int digits,
        String category,
        String type,
        BigDecimal amount,
        BigDecimal percent,
        List<Rule> rules,
        List<Cap> caps,
        Instant sharesFrom,
        List<BigDecimal> shares) {

    private static final List<BigDecimal> USUAL_SHARES =
            List.of(new BigDecimal("10"), new BigDecimal("5"), new BigDecimal("2.5"));
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /// @param value of a list; of `performance` the least rate; unused by `timeframe`, which
    ///   matches the weekend in Riyadh
    /// @param modifier null for a requirement
    record Condition(String on, String value, @Nullable BigDecimal modifier) {

        String json() {
            String end = modifier == null ? "}" : ", \"modifier\": \"%s\"}".formatted(modifier);
            return switch (on) {
                case "timeframe" ->
                        "{\"on\": \"timeframe\", \"days\": [\"fri\", \"sat\"], \"zone\": \"Asia/Riyadh\"%s"
                                .formatted(end);
                case "performance" ->
                        "{\"on\": \"performance\", \"at_least\": \"%s\", \"min_clicks\": 10%s"
                                .formatted(value, end);
                default -> "{\"on\": \"%s\", \"in\": [\"%s\"]%s".formatted(on, value, end);
            };
        }
    }

    /// @param promoter null for all
    record Rule(
            long id,
            @Nullable Long promoter,
            String type,
            BigDecimal amount,
            BigDecimal percent,
            int priority,
            Map<Integer, BigDecimal> tiers,
            List<Condition> conditions,
            Instant from,
            @Nullable Instant until) {}

    /// @param conversions or else money is the most
    record Cap(
            @Nullable Long promoter,
            String period,
            @Nullable Integer conversions,
            @Nullable BigDecimal money) {}

    /// A sale of a promoter, and what became of it.
    static final class Sale {
        long conversion;
        long promoter;
        BigDecimal amount = BigDecimal.ZERO;
        String channel = "";
        String country = "";
        String customer = "";
        String goal = "";
        Instant at = Instant.EPOCH;
        Instant clickedAt = Instant.EPOCH;
        Instant reportedAt = Instant.EPOCH;
        String status = "pending";
        BigDecimal refunded = BigDecimal.ZERO;

        /// By level.
        List<BigDecimal> commissions = new ArrayList<>();

        boolean counts() {
            return status.equals("pending") || status.equals("approved");
        }
    }

    BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(digits, RoundingMode.HALF_EVEN);
    }

    /// The part of an amount that is taken back when so much of the sale is refunded.
    BigDecimal takenBack(BigDecimal of, Sale sale, BigDecimal refunded) {
        return of.multiply(refunded).divide(sale.amount, digits, RoundingMode.HALF_EVEN);
    }

    /// The commissions by level.
    ///
    /// @param earlier the promoter's sales of this offer
    /// @param clicks the promoter's billable clicks for this offer
    List<BigDecimal> price(Sale sale, List<Sale> earlier, long clicks, int recruiters) {
        List<Sale> counting = earlier.stream().filter(Sale::counts).toList();
        BigDecimal commission = rounded(exact(sale, counting, clicks));
        if (isCapped(sale, commission, counting)) {
            return List.of(BigDecimal.ZERO);
        }
        List<BigDecimal> all = new ArrayList<>(List.of(commission));
        List<BigDecimal> rates = sale.clickedAt.isBefore(sharesFrom) ? USUAL_SHARES : shares;
        for (int level = 0; level < recruiters; level++) {
            all.add(rounded(commission.multiply(rates.get(level)).divide(HUNDRED)));
        }
        return all;
    }

    private BigDecimal exact(Sale sale, List<Sale> counting, long clicks) {
        Rule rule = rule(sale, counting.size(), clicks);
        if (rule == null) {
            return amount.add(sale.amount.multiply(percent).divide(HUNDRED));
        }
        long sold = counting.stream().filter(one -> isIn("month", one.reportedAt, sale)).count();
        BigDecimal fixed = rule.amount;
        BigDecimal share = rule.percent;
        for (var tier : new TreeMap<>(rule.tiers).entrySet()) {
            if (sold >= tier.getKey()) {
                boolean isShare = Set.of("cps", "hybrid").contains(rule.type);
                share = isShare ? tier.getValue() : share;
                fixed = isShare ? fixed : tier.getValue();
            }
        }
        BigDecimal factor = BigDecimal.ONE;
        for (Condition one : rule.conditions) {
            if (one.modifier != null && matches(one, sale, counting.size(), clicks)) {
                factor = factor.multiply(one.modifier);
            }
        }
        factor = factor.min(TEN);
        return fixed.multiply(factor)
                .add(sale.amount.multiply(share.multiply(factor).min(HUNDRED)).divide(HUNDRED));
    }

    private @Nullable Rule rule(Sale sale, int sales, long clicks) {
        return rules.stream()
                .filter(one -> one.promoter == null || one.promoter == sale.promoter)
                .filter(one -> !sale.clickedAt.isBefore(one.from))
                .filter(one -> one.until == null || sale.clickedAt.isBefore(one.until))
                .filter(one ->
                        one.conditions.stream()
                                .allMatch(condition ->
                                        condition.modifier != null
                                                || matches(condition, sale, sales, clicks)))
                .max(
                        Comparator.<Rule>comparingInt(one -> one.promoter == null ? 0 : 1)
                                .thenComparingLong(NaiveOffer::requirements)
                                .thenComparingInt(Rule::priority)
                                .thenComparingLong(Rule::id))
                .orElse(null);
    }

    private static long requirements(Rule rule) {
        return rule.conditions.stream().filter(one -> one.modifier == null).count();
    }

    private boolean matches(Condition condition, Sale sale, int sales, long clicks) {
        return switch (condition.on) {
            case "channel" -> sale.channel.equals(condition.value);
            case "country" -> sale.country.equals(condition.value);
            case "customer_type" -> sale.customer.equals(condition.value);
            case "goal" -> sale.goal.equals(condition.value);
            case "category" -> category.equals(condition.value);
            case "performance" ->
                    clicks >= 10
                            && new BigDecimal(condition.value)
                                            .multiply(BigDecimal.valueOf(clicks))
                                            .compareTo(BigDecimal.valueOf(100L * sales))
                                    <= 0;
            case "timeframe" ->
                    Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY)
                            .contains(sale.at.atZone(ZoneId.of("Asia/Riyadh")).getDayOfWeek());
            default -> throw new IllegalArgumentException(condition.on);
        };
    }

    private boolean isCapped(Sale sale, BigDecimal commission, List<Sale> counting) {
        for (Cap cap : caps) {
            boolean isReplaced =
                    cap.promoter == null
                            && caps.stream()
                                    .anyMatch(own ->
                                            own.promoter != null
                                                    && own.promoter == sale.promoter
                                                    && own.period.equals(cap.period)
                                                    && (own.money == null) == (cap.money == null));
            if (isReplaced || (cap.promoter != null && cap.promoter != sale.promoter)) {
                continue;
            }
            int paid = 0;
            BigDecimal sum = BigDecimal.ZERO;
            for (Sale one : counting) {
                BigDecimal earned = one.commissions.getFirst();
                if (isIn(cap.period, one.reportedAt, sale)) {
                    paid += earned.signum();
                    sum = sum.add(earned).subtract(takenBack(earned, one, one.refunded));
                }
            }
            if (cap.conversions != null && paid >= cap.conversions) {
                return true;
            }
            if (cap.money != null && sum.add(commission).compareTo(cap.money) > 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String period, Instant earlier, Sale sale) {
        var then = earlier.atZone(ZoneOffset.UTC).toLocalDate();
        var now = sale.reportedAt.atZone(ZoneOffset.UTC).toLocalDate();
        return switch (period) {
            case "day" -> then.equals(now);
            case "month" -> then.withDayOfMonth(1).equals(now.withDayOfMonth(1));
            default -> true;
        };
    }
}
