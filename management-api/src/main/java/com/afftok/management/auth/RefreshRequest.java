package com.afftok.management.auth;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refresh token that is to be exchanged.
@Serdeable
record RefreshRequest(@Nullable String refreshToken) {

    private static final int MAX_LENGTH = 200;

    List<Failure.Detail> problems() {
        return new Checks().secret("refresh_token", refreshToken, MAX_LENGTH).problems();
    }

    /// Without the token.
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
