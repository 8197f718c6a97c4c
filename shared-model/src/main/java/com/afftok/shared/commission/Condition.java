package com.afftok.shared.commission;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a rule asks of a sale.
///
/// Without a modifier it is a requirement: the rule applies only if it matches. With a modifier the
/// rule applies in either case, and the commission is multiplied if it matches. What is not known
/// of a sale matches nothing.
public sealed interface Condition permits OneOf, Timeframe, Performance {

    /// The most that a commission is multiplied by, by one condition and by all together.
    int MAX_MODIFIER = 10;

    /// What it looks at, as written in a rule's `on`.
    String on();

    /// What the commission is multiplied by, or null for a requirement.
    @Nullable BigDecimal modifier();

    boolean matches(Sale sale, PromoterFigures figures);

    /// Whether only the click can tell.
    default boolean asksOfClick() {
        return false;
    }

    default boolean isRequirement() {
        return modifier() == null;
    }
}
