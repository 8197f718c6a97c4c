package com.afftok.shared.commission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The basis of a promoter's payout.
public enum PayoutType {
    /// An amount per sale.
    CPA,
    /// An amount per lead.
    CPL,
    /// A percentage of the sale.
    CPS,
    /// An amount and a percentage of the sale.
    HYBRID;

    /// The type with this name in the database and in requests.
    public static Optional<PayoutType> find(String label) {
        return Arrays.stream(values()).filter(type -> type.label().equals(label)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasAmount() {
        return this != CPS;
    }

    boolean hasPercent() {
        return this == CPS || this == HYBRID;
    }
}
