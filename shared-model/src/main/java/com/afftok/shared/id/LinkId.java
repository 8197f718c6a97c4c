package com.afftok.shared.id;

/// The id of a tracking link. It fits in five bytes, its size in codes and click ids.
public record LinkId(long value) {

    public static final int BITS = 40;
    public static final long MAX = (1L << BITS) - 1;

    public LinkId {
        if (value <= 0 || value > MAX) {
            throw new IllegalArgumentException("a link id is 1 to " + MAX + ", not " + value);
        }
    }
}
