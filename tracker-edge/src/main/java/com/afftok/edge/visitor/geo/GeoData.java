package com.afftok.edge.visitor.geo;

/// The kinds of geo files.
enum GeoData {
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
    String kind() {
        return kind;
    }

    /// The resource in the jar.
    String bundled() {
        return bundled;
    }
}
