package com.afftok.management.access.session;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.TokenKeys;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Access tokens: JWTs with a fixed algorithm, issuer and audience that contain the session id and
/// the generation of its tokens alone. Role and status of the owner are read from the database at
/// each call.
@Singleton
public final class AccessTokens {

    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.HS256;

    /// Of RFC 9068: no other token that is signed with the key passes for an access token.
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final String ISSUER = "afftok";
    private static final String AUDIENCE = "afftok-api";
    private static final String SESSION = "sid";
    private static final String GENERATION = "gen";
    private static final int MAX_LENGTH = 1024;

    private final TokenKeys keys;
    private final Duration lifetime;
    private final InstantSource clock;

    AccessTokens(ApiConfig config, InstantSource clock) {
        this.keys = config.tokenKeys();
        this.lifetime = config.signIns().accessToken();
        this.clock = clock;
    }

    /// A token for its owner.
    public record AccessToken(String text, Instant expiresAt) {

        /// Omits the token.
        @Override
        public String toString() {
            return "AccessToken[" + expiresAt + "]";
        }
    }

    /// The result of reading a token.
    public sealed interface Reading {

        record Valid(UUID session, int generation) implements Reading {}

        record Expired() implements Reading {}

        record Invalid() implements Reading {}
    }

    /// Makes a token for the owner of a session.
    ///
    /// @param generation how often a proof has replaced the tokens of the session
    public AccessToken issue(UUID session, int generation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(lifetime);
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(ALGORITHM).type(TYPE).keyID(keys.signingId()).build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .audience(AUDIENCE)
                                .claim(SESSION, session.toString())
                                .claim(GENERATION, generation)
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(expiresAt))
                                .build());
        try {
            token.sign(new MACSigner(keys.signingSecret()));
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
        return new AccessToken(token.serialize(), expiresAt);
    }

    public Reading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Reading.Invalid();
        }
        try {
            SignedJWT token = SignedJWT.parse(text);
            return isOurs(token) ? read(token.getJWTClaimsSet()) : new Reading.Invalid();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return new Reading.Invalid();
        }
    }

    /// Algorithm and type are fixed, never taken from the token.
    private boolean isOurs(SignedJWT token) throws JOSEException {
        byte @Nullable [] secret = keys.find(token.getHeader().getKeyID());
        return secret != null
                && ALGORITHM.equals(token.getHeader().getAlgorithm())
                && TYPE.equals(token.getHeader().getType())
                && token.verify(new MACVerifier(secret));
    }

    private Reading read(JWTClaimsSet claims) throws ParseException {
        Date expiry = claims.getExpirationTime();
        String session = claims.getStringClaim(SESSION);
        Integer generation = claims.getIntegerClaim(GENERATION);
        if (!ISSUER.equals(claims.getIssuer())
                || !List.of(AUDIENCE).equals(claims.getAudience())
                || expiry == null
                || session == null
                || generation == null) {
            return new Reading.Invalid();
        }
        return clock.instant().isBefore(expiry.toInstant())
                ? new Reading.Valid(UUID.fromString(session), generation)
                : new Reading.Expired();
    }
}
