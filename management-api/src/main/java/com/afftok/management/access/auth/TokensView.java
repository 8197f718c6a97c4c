package com.afftok.management.access.auth;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The tokens in an answer.
///
/// @param refreshToken null if it is in a cookie
@Serdeable
record TokensView(String token, @Nullable String refreshToken, Instant expiresAt) {

    static TokensView of(Tokens tokens, SessionKind kind) {
        return new TokensView(
                tokens.token(), kind.inCookie() ? null : tokens.refreshToken(), tokens.expiresAt());
    }

    /// Omits the tokens.
    @Override
    public String toString() {
        return "TokensView[" + expiresAt + "]";
    }
}
