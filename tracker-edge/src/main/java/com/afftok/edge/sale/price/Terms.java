package com.afftok.edge.sale.price;

import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Condition;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.Recruiter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// The terms of an offer and its promoter's recruiters. Payout, goals, times, rules, caps, fee and
/// the recruiters' rates are those at the click, all else is current.
///
/// @param goals the names of goals; if empty, all are accepted
/// @param attribution how long after its click a sale is attributed
/// @param holding after which a pending conversion is approved
/// @param soonest the time after the click before which a sale is held for review
/// @param rules replace the payout under their conditions
/// @param rulesComplete whether all rules of the offer are valid
/// @param caps limits of payments
/// @param promoterActive whether the promoter's conversions need no review
/// @param source of the link's clicks
/// @param feePercent the platform's fee, in percent of the commission
public record Terms(
        Payout payout,
        String category,
        List<String> goals,
        Duration attribution,
        Duration holding,
        Duration soonest,
        boolean promoterActive,
        List<Recruiter> recruiters,
        List<CommissionRule> rules,
        boolean rulesComplete,
        List<Cap> caps,
        String source,
        BigDecimal feePercent) {

    public Terms {
        goals = List.copyOf(goals);
        recruiters = List.copyOf(recruiters);
        rules = List.copyOf(rules);
        caps = List.copyOf(caps);
    }

    /// Whether the commission may depend on data of the click.
    public boolean dependOnClick() {
        return rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .anyMatch(Condition::asksOfClick);
    }
}
