package com.afftok.shared.commission;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A condition of a rule on a sale.
///
/// Without a modifier it is a requirement: the rule applies only if it matches. With a modifier the
/// rule applies in either case, and the commission is multiplied if it matches. Unknown data of a
/// sale matches nothing.
public sealed interface Condition permits OneOf, Timeframe, Performance {

    /// The maximum of a modifier, and of the product of all.
    int MAX_MODIFIER = 10;

    /// The examined data, as in a rule's `on`.
    String on();

    /// The modifier, or null for a requirement.
    @Nullable BigDecimal modifier();

    boolean matches(Sale sale, PromoterFigures figures);

    /// Whether it matches each sale that the other one matches, as far as their bounds and lists
    /// show.
    boolean covers(Condition other);

    /// Whether it examines data that only the click has.
    default boolean asksOfClick() {
        return false;
    }

    default boolean isRequirement() {
        return modifier() == null;
    }
}
