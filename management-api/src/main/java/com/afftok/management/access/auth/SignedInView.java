package com.afftok.management.access.auth;

import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRow;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// The answer to a registration or sign-in.
@Serdeable
record SignedInView(AccountView user, String token, String refreshToken, Instant expiresAt) {

    static SignedInView of(UserRow user, Tokens tokens) {
        return new SignedInView(
                AccountView.of(user), tokens.token(), tokens.refreshToken(), tokens.expiresAt());
    }
}
