package com.afftok.shared.conversion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a conversion stands: pending, then approved or rejected; an approved one may be reversed.
public enum ConversionStatus {
    PENDING,
    APPROVED,
    REJECTED,
    REVERSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word for it in the database and on the wire.
    public String label() {
        return label;
    }

    /// Whether a conversion may be reported with this status when it is not known yet; one that was
    /// never there cannot be reversed.
    public boolean mayBegin() {
        return this != REVERSED;
    }

    /// The status with this label, if there is one.
    public static Optional<ConversionStatus> find(String label) {
        return Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
    }
}
