package com.afftok.shared.id;

/// The number of one administrator.
public record AdminId(long value) {

    public AdminId {
        if (value <= 0) {
            throw new IllegalArgumentException("an administrator id is positive, not " + value);
        }
    }
}
