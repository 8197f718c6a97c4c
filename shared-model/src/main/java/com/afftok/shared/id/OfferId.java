package com.afftok.shared.id;

/// The id of an offer.
public record OfferId(long value) {

    public OfferId {
        if (value <= 0) {
            throw new IllegalArgumentException("an offer id is positive, not " + value);
        }
    }
}
