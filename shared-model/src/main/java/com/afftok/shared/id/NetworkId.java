package com.afftok.shared.id;

/// The id of an affiliate network.
public record NetworkId(long value) {

    public NetworkId {
        if (value <= 0) {
            throw new IllegalArgumentException("a network id is positive, not " + value);
        }
    }
}
