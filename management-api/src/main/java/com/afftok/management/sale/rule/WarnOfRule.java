package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Condition;
import com.afftok.shared.commission.FindUnreachable;
import com.afftok.shared.commission.PayoutType;
import com.afftok.shared.commission.Tier;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what may not be meant by a new version of a rule: it decides no sale, leaves none to
/// another rule, or pays nothing.
@Singleton
final class WarnOfRule {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int SHOWN_DECIMALS = 2;

    private final ReadRow read;

    WarnOfRule(ReadRow read) {
        this.read = read;
    }

    /// @param added what the advertiser pays besides the commission, in percent of it: the shares
    ///   of all recruiters, and the platform's fee
    /// @param goals of the offer; empty if it has any
    /// @param others the rules that are in force while it is, for the same promoters
    List<Detail> of(RuleRow saved, BigDecimal added, List<String> goals, List<RuleRow> others) {
        CommissionRule rule = read.rule(saved).orElseThrow();
        List<Detail> warnings = new ArrayList<>();
        if (paysNothing(rule)) {
            warnings.add(Problem.PAYS_NOTHING.with("payout_type"));
        }
        BigDecimal most = mostPercent(rule, added);
        if (most.compareTo(HUNDRED) > 0) {
            warnings.add(
                    Problem.PAYS_MORE_THAN_THE_SALE.with(
                            rule.tiers().isEmpty() ? "percent" : "tiers",
                            most.stripTrailingZeros().toPlainString()));
        }
        warnings.addAll(WarnOfConditions.of(rule, goals, saved.effectiveFrom()));
        for (RuleRow row : others) {
            Optional<CommissionRule> other = read.rule(row);
            if (row.seriesId() == saved.seriesId() || other.isEmpty()) {
                continue;
            }
            if (row.lastsAsLongAs(saved) && FindUnreachable.isHidden(rule, other.get())) {
                warnings.add(Problem.NEVER_DECIDES.with("conditions", row.seriesId()));
            }
            if (saved.lastsToTheEndOf(row) && FindUnreachable.isHidden(other.get(), rule)) {
                warnings.add(Problem.HIDES_RULE.with("conditions", row.seriesId()));
            }
        }
        return warnings;
    }

    /// The most that it can cost of a sale, in percent, besides its fixed amount.
    private static BigDecimal mostPercent(CommissionRule rule, BigDecimal added) {
        PayoutType type = rule.payout().type();
        if (type != PayoutType.CPS && type != PayoutType.HYBRID) {
            return BigDecimal.ZERO;
        }
        BigDecimal most =
                rule.tiers().stream()
                        .map(Tier::rate)
                        .reduce(rule.payout().percent(), BigDecimal::max);
        for (Condition condition : rule.conditions()) {
            BigDecimal modifier = condition.modifier();
            if (modifier != null) {
                most = most.multiply(modifier.max(BigDecimal.ONE));
            }
        }
        return most.multiply(HUNDRED.add(added))
                .divide(HUNDRED, MathContext.DECIMAL64)
                .setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static boolean paysNothing(CommissionRule rule) {
        return rule.payout().amount().isZero()
                && rule.payout().percent().signum() == 0
                && rule.tiers().stream().map(Tier::rate).allMatch(rate -> rate.signum() == 0);
    }
}
