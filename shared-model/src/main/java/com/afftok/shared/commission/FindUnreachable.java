package com.afftok.shared.commission;

import java.util.Objects;

/// Finds rules that decide no sale, because another rule precedes them wherever they apply.
///
/// It compares lists and bounds and computes no unions, so it finds the usual mistakes, and what it
/// finds is certain.
public final class FindUnreachable {

    private FindUnreachable() {}

    /// Whether the other rule decides each sale to which the rule applies.
    public static boolean isHidden(CommissionRule rule, CommissionRule by) {
        return Objects.equals(rule.promoter(), by.promoter())
                && ChooseRule.MOST_SPECIFIC_FIRST.compare(by, rule) < 0
                && by.conditions().stream()
                        .filter(Condition::isRequirement)
                        .allMatch(wider -> isCovered(wider, rule));
    }

    private static boolean isCovered(Condition wider, CommissionRule rule) {
        return rule.conditions().stream().filter(Condition::isRequirement).anyMatch(wider::covers);
    }
}
