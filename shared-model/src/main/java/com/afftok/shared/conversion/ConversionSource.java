package com.afftok.shared.conversion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The source of a conversion's report.
public enum ConversionSource {
    /// The advertiser's server, with a signature.
    POSTBACK,
    /// A browser, which proves nothing.
    PIXEL,
    /// A person.
    MANUAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// Its name in the database and in messages.
    public String label() {
        return label;
    }

    /// Whether a conversion of this source is a claim until it is approved. A claim is not a sale:
    /// it is excluded from the ledger, statistics, tiers and caps. The database has the same rule
    /// in `conversions.is_claim`.
    public boolean claims() {
        return this == PIXEL;
    }

    /// The source with this label; absent if there is none.
    public static Optional<ConversionSource> find(String label) {
        return Arrays.stream(values()).filter(source -> source.label.equals(label)).findFirst();
    }
}
