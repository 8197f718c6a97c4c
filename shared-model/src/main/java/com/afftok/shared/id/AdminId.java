package com.afftok.shared.id;

/// The id of an administrator.
public record AdminId(long value) {

    public AdminId {
        if (value <= 0) {
            throw new IllegalArgumentException("an administrator id is positive, not " + value);
        }
    }
}
