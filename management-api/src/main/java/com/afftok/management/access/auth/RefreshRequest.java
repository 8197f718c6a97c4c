package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A refresh token; without one, the request has it in a cookie.
@Serdeable
record RefreshRequest(@Nullable String refreshToken) {

    private static final int MAX_LENGTH = 200;

    RefreshRequest {
        Fields fields = new Fields();
        refreshToken = fields.secretOrNull("refresh_token", refreshToken, MAX_LENGTH);
        fields.end();
    }

    /// Omits the token.
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
