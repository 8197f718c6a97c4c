package com.afftok.management.access.oidc;

import com.afftok.management.platform.config.OidcProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies ID tokens of a provider, by OpenID Connect Core, section 3.1.3.7.
///
/// Algorithms are those of two kinds of public keys, never `none` or one with a shared secret. Keys
/// are those that the provider publishes; a token can't bring its own.
final class VerifyIdToken {

    private static final Duration SKEW = Duration.ofMinutes(1);

    /// A token was issued for a code that was redeemed just now.
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private static final int LONGEST = 16 * 1024;
    private static final int SMALLEST_RSA = 2048;

    private final OidcProvider settings;
    private final CachedDocument<JWKSet> keys;
    private final InstantSource clock;

    VerifyIdToken(OidcProvider settings, CachedDocument<JWKSet> keys, InstantSource clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Valid(IdClaims claims) implements Outcome {}

        record Invalid(String why) implements Outcome {}
    }

    Outcome verify(String text, String nonce) throws NoAnswer {
        if (text.length() > LONGEST) {
            return new Outcome.Invalid("it is too long");
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            String wrong = wrongSignature(token);
            return wrong == null
                    ? verify(token.getJWTClaimsSet(), nonce)
                    : new Outcome.Invalid(wrong);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Outcome.Invalid("it is malformed");
        }
    }

    private @Nullable String wrongSignature(SignedJWT token) throws NoAnswer, JOSEException {
        JWSHeader header = token.getHeader();
        JOSEObjectType type = header.getType();
        if (type != null && !JOSEObjectType.JWT.equals(type)) {
            return "it is of another type";
        }
        if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
                && !JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
            return "its algorithm is not permitted";
        }
        Optional<JWSVerifier> verifier = verifier(header, keys.get());
        if (verifier.isEmpty()) {
            verifier = verifier(header, keys.again());
        }
        if (verifier.isEmpty()) {
            return "its key is unknown";
        }
        return token.verify(verifier.get()) ? null : "its signature is wrong";
    }

    /// The verifier with the key that the token names; a token without a name needs no choice.
    private static Optional<JWSVerifier> verifier(JWSHeader header, JWKSet published)
            throws JOSEException {
        List<JWK> fitting =
                published.getKeys().stream()
                        .filter(key -> isFit(key, header.getAlgorithm()))
                        .filter(key ->
                                header.getKeyID() == null
                                        || header.getKeyID().equals(key.getKeyID()))
                        .toList();
        if (fitting.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                switch (fitting.getFirst()) {
                    case RSAKey key -> new RSASSAVerifier(key);
                    case ECKey key -> new ECDSAVerifier(key);
                    default -> throw new IllegalStateException("filtered above");
                });
    }

    private static boolean isFit(JWK key, JWSAlgorithm algorithm) {
        boolean kind =
                JWSAlgorithm.RS256.equals(algorithm)
                        ? key instanceof RSAKey rsa && rsa.size() >= SMALLEST_RSA
                        : key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve());
        return kind
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    }

    private Outcome verify(JWTClaimsSet claims, String nonce) throws ParseException {
        String wrong = wrongClaim(claims, nonce);
        if (wrong != null) {
            return new Outcome.Invalid(wrong);
        }
        IdClaims read = IdClaims.of(settings.issuer().toString(), claims);
        return read == null
                ? new Outcome.Invalid("its subject is missing or invalid")
                : new Outcome.Valid(read);
    }

    private @Nullable String wrongClaim(JWTClaimsSet claims, String nonce) throws ParseException {
        if (!settings.issuer().toString().equals(claims.getIssuer())) {
            return "it is of another issuer";
        }
        List<String> audience = claims.getAudience();
        String party = claims.getStringClaim("azp");
        if (!audience.contains(settings.clientId())
                || (audience.size() > 1 && party == null)
                || (party != null && !party.equals(settings.clientId()))) {
            return "it is for another client";
        }
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date begin = claims.getNotBeforeTime();
        if (expiry == null || !now.isBefore(expiry.toInstant().plus(SKEW))) {
            return "it has expired";
        }
        if (issued == null
                || issued.toInstant().isAfter(now.plus(SKEW))
                || issued.toInstant().isBefore(now.minus(OLDEST))
                || (begin != null && begin.toInstant().isAfter(now.plus(SKEW)))) {
            return "it was not issued just now";
        }
        return isFit(claims.getStringClaim("nonce"), nonce) ? null : "its nonce is wrong";
    }

    private boolean isFit(@Nullable String given, String nonce) {
        return given == null
                ? !settings.nonce()
                : MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        nonce.getBytes(StandardCharsets.UTF_8));
    }
}
