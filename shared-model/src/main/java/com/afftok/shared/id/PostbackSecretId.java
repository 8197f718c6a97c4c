package com.afftok.shared.id;

/// The id of a postback secret.
public record PostbackSecretId(long value) {

    public PostbackSecretId {
        if (value <= 0) {
            throw new IllegalArgumentException("a postback secret id is positive, not " + value);
        }
    }
}
