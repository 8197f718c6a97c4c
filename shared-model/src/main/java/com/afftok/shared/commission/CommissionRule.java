package com.afftok.shared.commission;

import com.afftok.shared.document.Flaw;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An advertiser's rule that replaces the offer's own payout for some promoters or sales.
///
/// @param promoter null for every promoter
/// @param payout the payout below the first tier
/// @param tiers ordered by their sales
public record CommissionRule(
        long id,
        @Nullable AccountId promoter,
        String name,
        Payout payout,
        int priority,
        List<Tier> tiers,
        List<Condition> conditions) {

    public static final int MAX_NAME_LENGTH = 100;
    public static final int MAX_TIERS = 50;
    public static final int MAX_CONDITIONS = 20;
    public static final int MAX_PRIORITY = 1_000_000;

    public CommissionRule {
        tiers = tiers.stream().sorted(Comparator.comparingInt(Tier::minSales)).toList();
        conditions = List.copyOf(conditions);
        check(
                !name.isBlank() && name.length() <= MAX_NAME_LENGTH,
                "name must have 1 to 100 characters");
        check(Math.abs((long) priority) <= MAX_PRIORITY, "priority is out of range");
        check(tiers.size() <= MAX_TIERS, "tiers must be at most " + MAX_TIERS);
        check(
                tiers.stream().mapToInt(Tier::minSales).distinct().count() == tiers.size(),
                "tiers must begin at different sales");
        check(conditions.size() <= MAX_CONDITIONS, "conditions must be at most " + MAX_CONDITIONS);
        for (Tier tier : tiers) {
            Flaw.Found problem = rateProblem(payout.type(), payout.amount(), tier.rate());
            check(problem == null, "rate " + (problem == null ? "" : problem.message()));
        }
    }

    /// The problem of a tier's rate, or null.
    static Flaw.@Nullable Found rateProblem(PayoutType type, Money amount, BigDecimal rate) {
        if (type.hasPercent()) {
            return Decimals.problem(rate, Decimals.HUNDRED);
        }
        Flaw.Found problem = Decimals.problem(rate, Payout.MOST);
        int digits = amount.currency().digits();
        return problem == null && rate.stripTrailingZeros().scale() > digits
                ? Flaw.MORE_DECIMALS.with(digits)
                : problem;
    }

    /// The tier of a promoter with this number of sales; null below the first one.
    @Nullable Tier tier(long sales) {
        Tier reached = null;
        for (Tier tier : tiers) {
            if (sales >= tier.minSales()) {
                reached = tier;
            }
        }
        return reached;
    }

    /// Whether clicks and conversions of the recent days decide about it.
    public boolean asksForPerformance() {
        return conditions.stream().anyMatch(condition -> condition instanceof Performance);
    }

    long requirements() {
        return conditions.stream().filter(Condition::isRequirement).count();
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException(problem);
        }
    }
}
