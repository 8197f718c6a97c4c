package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The promoter's commission for a sale, with each step of the calculation.
///
/// @param rule null if the offer's own payout applies
/// @param tier the promoter's tier, or null
/// @param payout the basis: the rule's payout at the rate of the tier, or the offer's
/// @param factors the rule's conditions with a modifier, in their order
/// @param factor the product of the applied factors, limited
/// @param exact the commission before rounding
/// @param calculated the commission before caps
/// @param notPaid the reason why nothing is paid; null exactly if something is
/// @param recruiters the recruiters' shares by level; only amounts above zero
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

    /// The amount for the promoter.
    public Money amount() {
        return notPaid == null ? calculated : Money.zero(calculated.currency());
    }

    /// The platform's fee, in percent of the amount for the promoter. The advertiser pays it in
    /// addition.
    public Money fee(BigDecimal percent) {
        return amount().percent(percent);
    }
}
