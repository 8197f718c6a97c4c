package com.afftok.edge.config;

import com.afftok.shared.config.Environment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The token that authorizes changes at the admin port.
///
/// @param value "" if none is set
public record AdminToken(String value) {

    public static final AdminToken NONE = new AdminToken("");

    private static final String NAME = "EDGE_ADMIN_TOKEN";
    private static final int MIN_LENGTH = 16;
    private static final String BEARER = "Bearer ";

    public static AdminToken read(Environment environment) {
        boolean isSet =
                !environment.string(NAME, "").isEmpty()
                        || !environment.string(NAME + "_FILE", "").isEmpty();
        return isSet ? new AdminToken(environment.secret(NAME, MIN_LENGTH)) : NONE;
    }

    public boolean isSet() {
        return !value.isEmpty();
    }

    /// Whether an `Authorization` header contains the token.
    public boolean isIn(String authorization) {
        return MessageDigest.isEqual(
                (BEARER + value).getBytes(StandardCharsets.UTF_8),
                authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return isSet() ? "AdminToken[set]" : "AdminToken[none]";
    }
}
