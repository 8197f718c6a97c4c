package com.afftok.management.access.identity;

import com.afftok.management.platform.request.Fields;
import org.jspecify.annotations.Nullable;

/// What a browser brings back from a provider, and the token of the request that it kept.
///
/// @param iss the issuer, if the provider names it
public record IdentityProof(String requestToken, String state, String code, @Nullable String iss) {

    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_CODE = 2048;

    /// Parses the four fields of a request.
    public static void check(
            Fields fields,
            @Nullable String requestToken,
            @Nullable String state,
            @Nullable String code,
            @Nullable String iss) {
        fields.secret("request_token", requestToken, LONGEST_TOKEN);
        fields.secret("state", state, LONGEST_TOKEN);
        fields.secret("code", code, LONGEST_CODE);
        fields.secretOrNull("iss", iss, LONGEST_CODE);
    }

    /// Omits all.
    @Override
    public String toString() {
        return "IdentityProof[]";
    }
}
