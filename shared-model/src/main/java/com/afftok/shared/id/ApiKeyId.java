package com.afftok.shared.id;

/// The id of an API key.
public record ApiKeyId(long value) {

    public ApiKeyId {
        if (value <= 0) {
            throw new IllegalArgumentException("an API key id is positive, not " + value);
        }
    }
}
