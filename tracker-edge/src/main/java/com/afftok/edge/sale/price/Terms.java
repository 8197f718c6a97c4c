package com.afftok.edge.sale.price;

import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Condition;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.commission.Recruiter;
import java.time.Duration;
import java.util.List;

/// What an offer and its promoter's recruiters are promised. Payout, goals and times are those that
/// held when the click was made, all else as it stands when a sale is recorded.
///
/// @param goals the names of goals; any is welcome where there are none
/// @param attribution how long after its click a sale is the promoter's
/// @param holding how long a pending conversion waits until it approves itself
/// @param soonest what comes earlier after its click is looked at by a person
/// @param rules what is paid instead of the payout, for whom and when
/// @param rulesComplete whether each of the offer's could be read
/// @param caps the most that is paid
/// @param promoterActive whether the promoter may earn without being looked at
/// @param source what the link says of its clicks
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
        String source) {

    public Terms {
        goals = List.copyOf(goals);
        recruiters = List.copyOf(recruiters);
        rules = List.copyOf(rules);
        caps = List.copyOf(caps);
    }

    /// Whether what is paid may depend on what only the click says.
    public boolean dependOnClick() {
        return rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .anyMatch(Condition::asksOfClick);
    }
}
