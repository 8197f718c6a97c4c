package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.FindUnreachable;
import com.afftok.shared.commission.Tier;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what may not be meant by a new version of a rule: it decides no sale, leaves none to
/// another rule, or pays nothing.
@Singleton
final class WarnOfRule {

    private final ReadRow read;

    WarnOfRule(ReadRow read) {
        this.read = read;
    }

    /// @param others the rules that are in force while it is, for the same promoters
    List<Detail> of(RuleRow saved, List<RuleRow> others) {
        CommissionRule rule = read.rule(saved).orElseThrow();
        List<Detail> warnings = new ArrayList<>();
        if (paysNothing(rule)) {
            warnings.add(Problem.PAYS_NOTHING.with("payout_type"));
        }
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

    private static boolean paysNothing(CommissionRule rule) {
        return rule.payout().amount().isZero()
                && rule.payout().percent().signum() == 0
                && rule.tiers().stream().map(Tier::rate).allMatch(rate -> rate.signum() == 0);
    }
}
