package com.afftok.management.tracking.offer;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The deal with promoters: earnings, conditions, countries and times. It is public, and an owner
/// can change it with an approval alone.
@Introspected
@Serdeable
record Deal(
        BigDecimal payout,
        String payoutType,
        BigDecimal payoutPercent,
        List<String> goals,
        List<String> targetCountries,
        List<String> blockedCountries,
        Integer linkLifetimeDays,
        Integer attributionDays,
        Integer holdingDays,
        @Nullable String terms) {

    private static final BigDecimal MOST_PAYOUT = new BigDecimal(1_000_000_000);
    private static final int MOST_GOALS = 20;
    private static final int LONGEST_GOAL = 40;
    private static final int LONGEST_TERMS = 5000;
    private static final Pattern GOAL = Pattern.compile("[a-z0-9_-]{1," + LONGEST_GOAL + "}");
    private static final Set<String> TYPES = Set.of("cpa", "cpl", "cps", "hybrid");
    private static final Set<String> FIXED = Set.of("cpa", "cpl", "hybrid");
    private static final Set<String> SHARED = Set.of("cps", "hybrid");

    /// @param currency null if it is invalid
    Deal parsed(Fields fields, @Nullable Currency currency) {
        fields.oneOf("payout_type", payoutType, TYPES);
        if (currency != null) {
            fields.amountOrNull("payout", payout, currency);
        }
        fields.check(
                payout == null || payout.compareTo(MOST_PAYOUT) <= 0,
                "payout",
                Problem.TOO_LARGE,
                MOST_PAYOUT);
        checkNeeded(fields, "payout", payout, FIXED);
        fields.percentOrNull("payout_percent", payoutPercent);
        checkNeeded(fields, "payout_percent", payoutPercent, SHARED);
        fields.check(
                goals == null
                        || (goals.size() <= MOST_GOALS && goals.stream().allMatch(Deal::isGoal)),
                "goals",
                Problem.NOT_NAMES,
                MOST_GOALS,
                LONGEST_GOAL);
        return new Deal(
                Objects.requireNonNullElse(payout, BigDecimal.ZERO),
                payoutType,
                Objects.requireNonNullElse(payoutPercent, BigDecimal.ZERO),
                Fields.distinct(goals),
                countries(fields, "target_countries", targetCountries),
                countries(fields, "blocked_countries", blockedCountries),
                fields.between("link_lifetime_days", linkLifetimeDays, 1, 3650, 90),
                fields.between("attribution_days", attributionDays, 1, 30, 30),
                fields.between("holding_days", holdingDays, 0, 365, 14),
                notBlank(fields.linesOrNull("terms", terms, LONGEST_TERMS)));
    }

    private void checkNeeded(
            Fields fields, String field, @Nullable BigDecimal amount, Set<String> types) {
        boolean needed = types.contains(String.valueOf(payoutType));
        fields.check(
                needed == (amount != null && amount.signum() > 0),
                field,
                needed ? Problem.PAYOUT_NEEDED : Problem.PAYOUT_UNUSED);
    }

    private static boolean isGoal(@Nullable String name) {
        return name != null && GOAL.matcher(name).matches();
    }

    private static List<String> countries(
            Fields fields, String field, @Nullable List<String> values) {
        return Objects.requireNonNullElse(fields.countriesOrNull(field, values), List.of());
    }

    /// Null for an empty text.
    static @Nullable String notBlank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /// Whether the deals are equal, ignoring the order of lists.
    boolean isSameAs(Deal other) {
        return comparable().equals(other.comparable());
    }

    private Deal comparable() {
        return with(
                payout.stripTrailingZeros(),
                payoutPercent.stripTrailingZeros(),
                goals.stream().sorted().toList(),
                targetCountries.stream().sorted().toList(),
                blockedCountries.stream().sorted().toList());
    }

    /// Amounts with the decimals of the currency.
    Deal shown(String currency) {
        BigDecimal percent = payoutPercent.stripTrailingZeros();
        return with(
                Money.of(payout, Currency.of(currency)).toBigDecimal(),
                percent.scale() < 0 ? percent.setScale(0) : percent,
                goals,
                targetCountries,
                blockedCountries);
    }

    private Deal with(
            BigDecimal amount,
            BigDecimal percent,
            List<String> names,
            List<String> targets,
            List<String> blocked) {
        return new Deal(
                amount,
                payoutType,
                percent,
                names,
                targets,
                blocked,
                linkLifetimeDays,
                attributionDays,
                holdingDays,
                terms);
    }
}
