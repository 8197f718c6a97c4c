package com.afftok.shared.commission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the rule for a sale: of the rules whose requirements are all met, the most specific one.
///
/// A rule for the promoter precedes one for all promoters. Then more requirements, the higher
/// priority, and the newer rule decide. No two rules are equal in all of these.
final class ChooseRule {

    static final Comparator<CommissionRule> MOST_SPECIFIC_FIRST =
            Comparator.comparing((CommissionRule rule) -> rule.promoter() == null)
                    .thenComparing(CommissionRule::requirements, Comparator.reverseOrder())
                    .thenComparing(CommissionRule::priority, Comparator.reverseOrder())
                    .thenComparing(CommissionRule::id, Comparator.reverseOrder());

    record Choice(@Nullable CommissionRule rule, List<PassedOver> passedOver) {}

    private ChooseRule() {}

    static Choice among(List<CommissionRule> rules, Sale sale, PromoterFigures figures) {
        CommissionRule chosen = null;
        List<PassedOver> passedOver = new ArrayList<>();
        for (CommissionRule rule : candidates(rules, sale)) {
            Condition unmet = unmet(rule, sale, figures);
            if (chosen == null && unmet == null) {
                chosen = rule;
            } else {
                passedOver.add(new PassedOver(rule, unmet));
            }
        }
        return new Choice(chosen, passedOver);
    }

    private static List<CommissionRule> candidates(List<CommissionRule> rules, Sale sale) {
        return rules.stream()
                .filter(rule -> rule.promoter() == null || rule.promoter().equals(sale.promoter()))
                .sorted(MOST_SPECIFIC_FIRST)
                .toList();
    }

    private static @Nullable Condition unmet(
            CommissionRule rule, Sale sale, PromoterFigures figures) {
        for (Condition condition : rule.conditions()) {
            if (condition.isRequirement() && !condition.matches(sale, figures)) {
                return condition;
            }
        }
        return null;
    }
}
