package com.afftok.management.sale.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The outcome of a comparison of an order with the conversions.
public enum Match {
    /// The conversion is worth what the list says.
    AGREE,
    /// The conversion is worth more or less than the list says.
    OTHER_AMOUNT,
    /// The list has an order without a conversion.
    MISSING_HERE,
    /// A conversion that is worth something is not in the list.
    MISSING_THERE;

    static final Set<String> LABELS =
            Arrays.stream(values()).map(Match::label).collect(Collectors.toUnmodifiableSet());

    /// Those that have conversions, about which can be decided.
    public static final Set<String> DECIDABLE =
            Set.of(AGREE.label(), OTHER_AMOUNT.label(), MISSING_THERE.label());

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
