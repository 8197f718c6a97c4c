package com.afftok.shared.id;

/// The id of a conversion.
public record ConversionId(long value) {

    public ConversionId {
        if (value <= 0) {
            throw new IllegalArgumentException("a conversion id is positive, not " + value);
        }
    }
}
