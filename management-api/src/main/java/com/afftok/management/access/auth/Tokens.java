package com.afftok.management.access.auth;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// The tokens of a session.
///
/// @param token the access token, valid until `expiresAt`
/// @param refreshToken for one exchange
/// @param expiresAt the end of `token`
@Serdeable
public record Tokens(String token, String refreshToken, Instant expiresAt) {

    /// Omits the tokens.
    @Override
    public String toString() {
        return "Tokens[" + expiresAt + "]";
    }
}
