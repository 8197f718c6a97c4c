package com.afftok.shared.id;

/// The number of one postback that was received.
public record PostbackId(long value) {

    public PostbackId {
        if (value <= 0) {
            throw new IllegalArgumentException("a postback id is positive, not " + value);
        }
    }
}
