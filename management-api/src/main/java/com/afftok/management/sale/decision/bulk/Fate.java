package com.afftok.management.sale.decision.bulk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What became of a conversion.
enum Fate {
    MOVED,
    /// The same was decided before.
    UNCHANGED,
    /// Its state did not allow the decision.
    REFUSED,
    /// There is none with the id, or none of the caller.
    UNKNOWN,
    /// It could not be moved because of an error of the platform.
    FAILED;

    static final Set<String> LABELS =
            Arrays.stream(values()).map(Fate::label).collect(Collectors.toUnmodifiableSet());

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
