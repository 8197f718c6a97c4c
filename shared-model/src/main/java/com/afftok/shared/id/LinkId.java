package com.afftok.shared.id;

/// The number of one tracking link. It fits in five bytes, which is what codes and click ids carry.
public record LinkId(long value) {

    public static final int BITS = 40;
    public static final long MAX = (1L << BITS) - 1;

    public LinkId {
        if (value <= 0 || value > MAX) {
            throw new IllegalArgumentException("a link id is 1 to " + MAX + ", not " + value);
        }
    }
}
