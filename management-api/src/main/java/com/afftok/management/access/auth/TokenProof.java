package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// A token that was sent by mail.
@Serdeable
record TokenProof(String token) {

    private static final int MAX_LENGTH = 200;

    TokenProof {
        Fields fields = new Fields();
        token = fields.secret("token", token, MAX_LENGTH);
        fields.end();
    }

    /// Without the token.
    @Override
    public String toString() {
        return "TokenProof[]";
    }
}
