package com.afftok.management.trust.rules;

import com.afftok.shared.click.FraudReason;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Applies the weights and thresholds of a version to past clicks.
///
/// The reasons of past clicks were found by the rules of their day. Patterns, limits and lists
/// cannot be evaluated again, because the request is not stored; only the score is.
@Singleton
final class TryRules {

    static final int MOST_CLICKS = 1_000_000;

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int HIGHEST_SCORE = 100;

    private static final List<String> NOTES =
            List.of(
                    "Only weights and thresholds are applied again, to the signs that each click"
                            + " showed to the rules of its day. Patterns, limits, lists and"
                            + " velocities need the request itself, which is not kept.",
                    "Clicks that showed no sign at all, were blocked by country, came to an"
                            + " inactive link, or were decided on by a person are left out.",
                    "What newly accepted clicks would have earned is unknown: nobody was redirected"
                            + " by them, and so nobody bought.");

    private static final Map<String, FraudReason> REASONS =
            Arrays.stream(FraudReason.values())
                    .collect(Collectors.toMap(FraudReason::label, Function.identity()));

    private final RuleSetRepository ruleSets;

    TryRules(RuleSetRepository ruleSets) {
        this.ruleSets = ruleSets;
    }

    /// The result of a dry run on past clicks.
    ///
    /// @param clicks how many were scored again
    /// @param sampled whether the limit of clicks was reached
    /// @param notJudgedAgain clicks refused because their address was blocked, which stay refused
    /// @param notes limits of these figures
    @Serdeable
    record Result(
            int version,
            Instant from,
            Instant to,
            @Nullable Long offerId,
            long clicks,
            boolean sampled,
            Refused acceptedToRefused,
            Accepted refusedToAccepted,
            long notJudgedAgain,
            List<String> notes) {

        /// Clicks that would have been refused.
        ///
        /// @param conversions of them, pending or approved
        /// @param commission of promoters, less reversals, that would not be earned
        @Serdeable
        record Refused(
                long clicks, List<ByReason> byReason, long conversions, List<Amount> commission) {}

        /// Clicks that would have been accepted.
        ///
        /// @param commissionUnknownOf number of clicks whose earnings are unknown
        @Serdeable
        record Accepted(long clicks, List<ByReason> byReason, long commissionUnknownOf) {}

        /// Clicks with a reason; a click may have several.
        @Serdeable
        record ByReason(String reason, long clicks) {}

        @Serdeable
        record Amount(BigDecimal amount, String currency) {}
    }

    /// The result of the rules for the clicks of a period.
    Result run(FraudRules rules, Instant from, Instant until, @Nullable OfferId offer) {
        List<JudgedRow> rows =
                ruleSets.judged(from, until, offer == null ? null : offer.value(), MOST_CLICKS);
        return judge(rules, from, until, offer, rows);
    }

    private static Result judge(
            FraudRules rules,
            Instant from,
            Instant until,
            @Nullable OfferId offer,
            List<JudgedRow> rows) {
        long clicks = 0;
        long notJudged = 0;
        long refused = 0;
        long accepted = 0;
        long conversions = 0;
        Map<String, Long> refusedBy = new TreeMap<>();
        Map<String, Long> acceptedBy = new TreeMap<>();
        Map<String, Money> lost = new TreeMap<>();
        for (JudgedRow row : rows) {
            clicks += row.clicks();
            boolean wasRefused = row.bucket().equals("bot") || row.bucket().equals("fraud");
            if (row.reasons().contains(FraudReason.BLOCKED_ADDRESS.label())) {
                notJudged += row.clicks();
            } else if (isRefused(rules, row.reasons()) && !wasRefused) {
                refused += row.clicks();
                conversions += row.conversions();
                count(refusedBy, row);
                add(lost, row);
            } else if (!isRefused(rules, row.reasons()) && wasRefused) {
                accepted += row.clicks();
                count(acceptedBy, row);
            }
        }
        return new Result(
                rules.version(),
                from,
                until,
                offer == null ? null : offer.value(),
                clicks,
                clicks >= MOST_CLICKS,
                new Result.Refused(refused, byReason(refusedBy), conversions, amounts(lost)),
                new Result.Accepted(accepted, byReason(acceptedBy), accepted),
                notJudged,
                NOTES);
    }

    private static boolean isRefused(FraudRules rules, List<String> labels) {
        int mask = 0;
        for (String label : labels) {
            FraudReason reason = REASONS.get(label);
            mask |= reason == null ? 0 : reason.bit();
        }
        return Math.min(rules.weights().sum(mask), HIGHEST_SCORE) >= rules.thresholds().refuse();
    }

    private static void count(Map<String, Long> by, JudgedRow row) {
        if (row.clicks() > 0) {
            row.reasons().forEach(reason -> by.merge(reason, row.clicks(), Long::sum));
        }
    }

    private static void add(Map<String, Money> sums, JudgedRow row) {
        if (!row.currency().isEmpty()) {
            Money money = Money.of(row.commission(), Currency.of(row.currency()));
            sums.merge(row.currency(), money, Money::plus);
        }
    }

    private static List<Result.ByReason> byReason(Map<String, Long> by) {
        return by.entrySet().stream()
                .map(one -> new Result.ByReason(one.getKey(), one.getValue()))
                .toList();
    }

    private static List<Result.Amount> amounts(Map<String, Money> sums) {
        return sums.values().stream()
                .map(sum -> new Result.Amount(sum.toBigDecimal(), sum.currency().code()))
                .toList();
    }
}
