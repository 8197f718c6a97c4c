package com.afftok.shared.conversion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The status of a conversion: pending, then approved or rejected; an approved one can be reversed.
public enum ConversionStatus {
    PENDING,
    APPROVED,
    REJECTED,
    REVERSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// Its name in the database and in messages.
    public String label() {
        return label;
    }

    /// Whether a new conversion may be reported with this status. A new one can't be reversed.
    public boolean mayBegin() {
        return this != REVERSED;
    }

    /// The status with this label; absent if there is none.
    public static Optional<ConversionStatus> find(String label) {
        return Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
    }
}
