package com.afftok.management.access.auth;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// What a client gets to prove itself with.
///
/// @param token for requests until `expiresAt`
/// @param refreshToken for one exchange against new ones
/// @param expiresAt when `token` does
@Serdeable
public record Tokens(String token, String refreshToken, Instant expiresAt) {

    /// Without the tokens.
    @Override
    public String toString() {
        return "Tokens[" + expiresAt + "]";
    }
}
