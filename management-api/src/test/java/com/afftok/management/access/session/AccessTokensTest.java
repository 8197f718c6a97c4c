package com.afftok.management.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.platform.config.ApiConfig;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTokensTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.9Z");
    private static final UUID SESSION = UUID.fromString("5e551011-0000-4000-8000-000000000001");
    private static final String OLD = "1:" + "0123456789abcdef".repeat(4);
    private static final String NEW = "2:" + "fedcba9876543210".repeat(4);

    @Test
    void are_good_for_fifteen_minutes() {
        AccessTokens.AccessToken token = tokens(OLD, NOW).issue(SESSION, 3);

        assertThat(token.expiresAt()).isEqualTo("2026-05-04T10:15:00Z");
        assertThat(tokens(OLD, NOW.plus(Duration.ofMinutes(14))).read(token.text()))
                .isEqualTo(new AccessTokens.Reading.Valid(SESSION, 3));
        assertThat(tokens(OLD, NOW.plus(Duration.ofMinutes(15))).read(token.text()))
                .isEqualTo(new AccessTokens.Reading.Expired());
    }

    @Test
    void outlive_the_change_of_keys() {
        String old = tokens(OLD, NOW).issue(SESSION, 3).text();
        String renewed = tokens(OLD + "," + NEW, NOW).issue(SESSION, 3).text();

        assertThat(tokens(OLD + "," + NEW, NOW).read(old)).isEqualTo(valid());
        assertThat(tokens(NEW, NOW).read(renewed)).isEqualTo(valid());
        assertThat(tokens(NEW, NOW).read(old)).isEqualTo(invalid());
        assertThat(tokens(OLD.replace("1:", "2:"), NOW).read(renewed)).isEqualTo(invalid());
    }

    @Test
    void are_of_one_algorithm_type_issuer_and_audience() throws Exception {
        assertThat(read(JWSAlgorithm.HS256, claims -> claims)).isEqualTo(valid());
        assertThat(read(JWSAlgorithm.HS512, claims -> claims)).isEqualTo(invalid());
        assertThat(read(JOSEObjectType.JWT, JWSAlgorithm.HS256, claims -> claims))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.issuer("other"))).isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.audience("other")))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.expirationTime(null)))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.claim("sid", "7")))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.claim("sid", null)))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.claim("gen", null)))
                .isEqualTo(invalid());
        assertThat(read(JWSAlgorithm.HS256, claims -> claims.claim("gen", "3")))
                .isEqualTo(invalid());
    }

    @Test
    void that_are_too_long_are_not_looked_at() {
        assertThat(tokens(OLD, NOW).read("a".repeat(100_000))).isEqualTo(invalid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/caller", "/caller/open", "/api/offers"})
    void that_have_expired_are_401_with_a_code_of_its_own(String path) {
        RunningApi api = RunningApi.shared();
        ApiConfig config = api.part(ApiConfig.class);
        AccessTokens earlier =
                new AccessTokens(
                        config,
                        InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-16)));

        HttpResponse<String> answer =
                api.send(
                        api.request(path)
                                .header(
                                        "Authorization",
                                        "Bearer " + earlier.issue(SESSION, 3).text()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"AUTH_002\"");
    }

    @Test
    void do_not_show_themselves() {
        AccessTokens.AccessToken token = tokens(OLD, NOW).issue(SESSION, 3);

        assertThat(token.toString()).doesNotContain(token.text());
    }

    private static AccessTokens.Reading read(
            JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        return read(new JOSEObjectType("at+jwt"), algorithm, change);
    }

    private static AccessTokens.Reading read(
            JOSEObjectType type, JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> change)
            throws JOSEException {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer("afftok")
                        .audience("afftok-api")
                        .claim("sid", SESSION.toString())
                        .claim("gen", 3)
                        .expirationTime(Date.from(NOW.plusSeconds(60)));
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).type(type).keyID("3").build(),
                        change.apply(claims).build());
        String secret = "0123456789abcdef".repeat(8);
        token.sign(new MACSigner(HexFormat.of().parseHex(secret)));
        return tokens("3:" + secret, NOW).read(token.serialize());
    }

    private static AccessTokens.Reading valid() {
        return new AccessTokens.Reading.Valid(SESSION, 3);
    }

    private static AccessTokens.Reading invalid() {
        return new AccessTokens.Reading.Invalid();
    }

    private static AccessTokens tokens(String keys, Instant now) {
        return new AccessTokens(
                ApiConfig.read(
                        RunningApi.variables(
                                "postgres://a:b@c/d", "redis://e", Map.of("JWT_KEYS", keys))),
                InstantSource.fixed(now));
    }
}
