package com.afftok.shared.id;

/// The number of one conversion.
public record ConversionId(long value) {

    public ConversionId {
        if (value <= 0) {
            throw new IllegalArgumentException("a conversion id is positive, not " + value);
        }
    }
}
