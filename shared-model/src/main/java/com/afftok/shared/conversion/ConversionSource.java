package com.afftok.shared.conversion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who reported a conversion.
public enum ConversionSource {
    /// The advertiser's server, with a signature.
    POSTBACK,
    /// A browser, which proves nothing.
    PIXEL,
    /// A person.
    MANUAL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The word for it in the database and on the wire.
    public String label() {
        return label;
    }

    /// Whether a conversion of this source is a claim until it is approved. A claim is no sale: no
    /// ledger entry, no statistic, no tier and no cap counts it. The database says the same in
    /// `conversions.is_claim`.
    public boolean claims() {
        return this == PIXEL;
    }

    /// The source with this label, if there is one.
    public static Optional<ConversionSource> find(String label) {
        return Arrays.stream(values()).filter(source -> source.label.equals(label)).findFirst();
    }
}
