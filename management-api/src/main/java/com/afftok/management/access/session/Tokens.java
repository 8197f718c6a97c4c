package com.afftok.management.access.session;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The tokens of a session.
///
/// @param token the access token, valid until `expiresAt`
/// @param refreshToken for one exchange
/// @param expiresAt the end of `token`
@Serdeable
public record Tokens(String token, String refreshToken, Instant expiresAt) {

    /// The tokens in an answer.
    ///
    /// @param refreshToken null if it is in a cookie
    @Serdeable
    public record View(String token, @Nullable String refreshToken, Instant expiresAt) {

        public static View of(Tokens tokens, SessionKind kind) {
            return new View(
                    tokens.token(),
                    kind.inCookie() ? null : tokens.refreshToken(),
                    tokens.expiresAt());
        }

        /// Omits the tokens.
        @Override
        public String toString() {
            return "View[" + expiresAt + "]";
        }
    }

    /// Omits the tokens.
    @Override
    public String toString() {
        return "Tokens[" + expiresAt + "]";
    }
}
