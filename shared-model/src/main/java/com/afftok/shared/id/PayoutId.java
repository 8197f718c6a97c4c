package com.afftok.shared.id;

/// The id of a payout.
public record PayoutId(long value) {

    public PayoutId {
        if (value <= 0) {
            throw new IllegalArgumentException("a payout id is positive, not " + value);
        }
    }
}
