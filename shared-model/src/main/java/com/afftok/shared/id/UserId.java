package com.afftok.shared.id;

/// The id of a user: a person who signs in and acts for accounts.
public record UserId(long value) {

    public UserId {
        if (value <= 0) {
            throw new IllegalArgumentException("a user id is positive, not " + value);
        }
    }
}
