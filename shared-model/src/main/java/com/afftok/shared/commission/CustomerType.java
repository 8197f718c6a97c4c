package com.afftok.shared.commission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Whether a shopper has bought from the advertiser before, as reported by the advertiser.
public enum CustomerType {
    NEW,
    RETURNING;

    /// The type with this name, in any case.
    public static Optional<CustomerType> find(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
