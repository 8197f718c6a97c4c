package com.afftok.management.access.auth;

import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRow;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to a registration or sign-in.
///
/// @param refreshToken null if it is in a cookie
@Serdeable
record SignedInView(
        AccountView user, String token, @Nullable String refreshToken, Instant expiresAt) {

    static SignedInView of(UserRow user, Tokens tokens, SessionKind kind) {
        TokensView shown = TokensView.of(tokens, kind);
        return new SignedInView(
                AccountView.of(user), shown.token(), shown.refreshToken(), shown.expiresAt());
    }
}
