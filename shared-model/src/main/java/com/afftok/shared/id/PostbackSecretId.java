package com.afftok.shared.id;

/// The number of one secret that postbacks are signed with.
public record PostbackSecretId(long value) {

    public PostbackSecretId {
        if (value <= 0) {
            throw new IllegalArgumentException("a postback secret id is positive, not " + value);
        }
    }
}
