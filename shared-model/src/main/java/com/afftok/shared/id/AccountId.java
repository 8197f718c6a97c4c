package com.afftok.shared.id;

/// The id of an account: a promoter or an advertiser.
public record AccountId(long value) {

    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("an account id is positive, not " + value);
        }
    }
}
