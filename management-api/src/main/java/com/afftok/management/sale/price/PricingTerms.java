package com.afftok.management.sale.price;

import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.Recruiter;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.util.List;

/// The terms of an offer for a link at a time.
///
/// @param isComplete whether all rules can be read; else sales are held for review
/// @param isActive whether the promoter is; else sales are held for review
/// @param feePercent the platform's fee, in percent of the commission
public record PricingTerms(
        Payout payout,
        Currency currency,
        String category,
        List<String> goals,
        int attributionDays,
        String source,
        boolean isComplete,
        boolean isActive,
        List<CommissionRule> rules,
        List<Cap> caps,
        List<Recruiter> recruiters,
        BigDecimal feePercent) {

    /// Whether sales are held for review.
    public boolean isReviewed() {
        return !isComplete || !isActive;
    }

    /// Whether the figures of all time are needed.
    public boolean hasTotal() {
        return caps.stream().anyMatch(cap -> cap.period() == CapPeriod.TOTAL);
    }

    /// Whether the figures of the recent days are needed.
    boolean askForPerformance() {
        return rules.stream().anyMatch(CommissionRule::asksForPerformance);
    }
}
