package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a promoter earns from a sale, and each step by which that was found.
///
/// @param rule null where no rule applies and the offer's own payout counts
/// @param tier the one that the promoter has reached, or null
/// @param payout what was calculated with: that of the rule, at the rate of the tier, or the
///   offer's
/// @param factors the rule's conditions with a modifier, in its order
/// @param factor what the applied ones multiply by together, held to its limit
/// @param exact the commission before it was rounded
/// @param calculated the commission before caps
/// @param notPaid why nothing is paid; null exactly if something is
/// @param recruiters who earns beside the promoter, by level; only amounts above zero
/// @param passedOver the other rules, the most specific first
public record Commission(
        Sale sale,
        @Nullable CommissionRule rule,
        @Nullable Tier tier,
        long salesThisMonth,
        Payout payout,
        List<Factor> factors,
        BigDecimal factor,
        List<Limit> limits,
        BigDecimal exact,
        Money calculated,
        @Nullable NotPaid notPaid,
        List<Share> recruiters,
        List<PassedOver> passedOver) {

    public Commission {
        factors = List.copyOf(factors);
        limits = List.copyOf(limits);
        recruiters = List.copyOf(recruiters);
        passedOver = List.copyOf(passedOver);
    }

    /// What the promoter earns.
    public Money amount() {
        return notPaid == null ? calculated : Money.zero(calculated.currency());
    }
}
