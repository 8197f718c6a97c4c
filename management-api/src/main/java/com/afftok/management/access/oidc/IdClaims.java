package com.afftok.management.access.oidc;

import com.afftok.management.platform.request.Fields;
import com.nimbusds.jwt.JWTClaimsSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a provider states about the person who has signed in there.
///
/// @param issuer of the provider
/// @param subject the provider's identifier of the account, never reassigned
/// @param email null if there is none, or it is no address
/// @param emailVerified whether the provider has verified that the address is the person's
/// @param name to be proposed; null if there is none
public record IdClaims(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String name) {

    private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;

    /// Null if the provider has not verified an address.
    public @Nullable String verifiedEmail() {
        return emailVerified ? email : null;
    }

    /// The claims of an ID token; null without a valid subject.
    static @Nullable IdClaims of(String issuer, JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            return null;
        }
        String email = email(claims.getClaim("email"));
        return new IdClaims(
                issuer,
                subject,
                email,
                email != null && isTrue(claims.getClaim("email_verified")),
                name(claims.getClaim("name")));
    }

    private static @Nullable String email(@Nullable Object claim) {
        return claim instanceof String text
                        && text.length() <= LONGEST_EMAIL
                        && Fields.EMAIL.matcher(text).matches()
                ? text
                : null;
    }

    /// Some providers send it as a text.
    private static boolean isTrue(@Nullable Object claim) {
        return Boolean.TRUE.equals(claim) || "true".equals(claim);
    }

    private static @Nullable String name(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return null;
        }
        String name = text.strip();
        Fields fields = new Fields();
        fields.textOrNull("name", name, 1, LONGEST_NAME);
        return fields.problems().isEmpty() ? name : null;
    }

    /// The issuer alone.
    @Override
    public String toString() {
        return "IdClaims[" + issuer + "]";
    }
}
