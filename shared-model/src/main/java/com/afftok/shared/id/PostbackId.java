package com.afftok.shared.id;

/// The id of a received postback.
public record PostbackId(long value) {

    public PostbackId {
        if (value <= 0) {
            throw new IllegalArgumentException("a postback id is positive, not " + value);
        }
    }
}
