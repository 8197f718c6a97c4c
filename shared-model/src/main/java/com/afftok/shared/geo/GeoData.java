package com.afftok.shared.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The kinds of geo files.
public enum GeoData {
    COUNTRIES("countries", "/geo/countries.ranges") {
        @Override
        String label(String text) {
            return CountryCode.of(text);
        }
    },
    DATA_CENTRES("data centres", "/geo/data-centres.ranges") {
        @Override
        String label(String text) {
            return text;
        }
    };

    private final String kind;
    private final String bundled;

    GeoData(String kind, String bundled) {
        this.kind = kind;
        this.bundled = bundled;
    }

    /// The normalized label; "" if it is invalid.
    abstract String label(String text);

    /// The name of the kind in range files and in the log.
    public String kind() {
        return kind;
    }

    /// Reads the bundled file.
    public AddressRanges bundled() {
        try (InputStream in = GeoData.class.getResourceAsStream(bundled)) {
            if (in == null) {
                throw new IllegalStateException(bundled + " is missing from the jar");
            }
            return RangeFile.read(in, this);
        } catch (IOException e) {
            throw new UncheckedIOException(bundled + " in the jar is damaged", e);
        }
    }
}
