package com.afftok.management.access.auth;

import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRow;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to a registration or sign-in.
///
/// @param refreshToken null if it is in a cookie
@Serdeable
public record SignedIn(
        AccountView user, String token, @Nullable String refreshToken, Instant expiresAt) {

    public static SignedIn of(UserRow user, Tokens tokens, SessionKind kind) {
        Tokens.View shown = Tokens.View.of(tokens, kind);
        return new SignedIn(
                AccountView.of(user), shown.token(), shown.refreshToken(), shown.expiresAt());
    }

    /// Omits the tokens.
    @Override
    public String toString() {
        return "SignedIn[" + user.id() + "]";
    }
}
