package com.afftok.management.access.oidc;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.access.session.RandomTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// ID tokens that a provider did not issue for the request, and providers that misbehave.
final class OidcTokensTest {

    private static final HostileProvider PROVIDER = OidcApi.HOSTILE;

    private final RunningApi api = OidcApi.api();
    private final HttpResponse<String> begun = api.post("/api/auth/oidc/hostile/begin", "");
    private final Map<String, String> query = Guest.query(Guest.url(begun));

    @Test
    void a_valid_token_is_taken_and_the_code_redeemed_with_secret_and_verifier() {
        PROVIDER.answersWith(PROVIDER.signed(claims().build()));

        HttpResponse<String> answer = end();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"registered\":false");
        assertThat(query).containsEntry("tenant", "one");
        Map<String, String> form = Guest.query(URI.create("http://form/?" + PROVIDER.form()));
        assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("code", "the code")
                .containsEntry("redirect_uri", "http://localhost:8081/sign-in/hostile")
                .doesNotContainKey("client_secret");
        assertThat(new Handshake(member(begun, "request_token")).challenge())
                .isEqualTo(query.get("code_challenge"))
                .isEqualTo(
                        RandomTokens.text(
                                RandomTokens.hash(String.valueOf(form.get("code_verifier")))));
        assertThat(PROVIDER.authorization())
                .isEqualTo(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                "afftok:s3cret%3A%25"
                                                        .getBytes(StandardCharsets.UTF_8)));
    }

    /// Changes of a valid token's claims.
    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("nonce of another request", claims -> claims.claim("nonce", "another")),
                wrong("no nonce", claims -> claims.claim("nonce", null)),
                wrong("audience", claims -> claims.audience("another")),
                wrong("no audience", claims -> claims.audience(List.of())),
                wrong(
                        "audiences without party",
                        claims -> claims.audience(List.of("afftok", "another"))),
                wrong("party", claims -> claims.claim("azp", "another")),
                wrong("issuer", claims -> claims.issuer("https://accounts.example.com")),
                wrong("issuer with slash", claims -> claims.issuer(PROVIDER.issuer() + "/")),
                wrong("no issuer", claims -> claims.issuer(null)),
                wrong("expired", claims -> claims.expirationTime(at(Duration.ofMinutes(-2)))),
                wrong("no expiry", claims -> claims.expirationTime(null)),
                wrong("issued long ago", claims -> claims.issueTime(at(Duration.ofMinutes(-11)))),
                wrong(
                        "issued in the future",
                        claims -> claims.issueTime(at(Duration.ofMinutes(2)))),
                wrong("no issue time", claims -> claims.issueTime(null)),
                wrong("not yet valid", claims -> claims.notBeforeTime(at(Duration.ofMinutes(2)))),
                wrong("no subject", claims -> claims.subject(null)),
                wrong("empty subject", claims -> claims.subject("")),
                wrong("subject of other script", claims -> claims.subject("١٢٣")),
                wrong("long subject", claims -> claims.subject("1".repeat(256))));
    }

    private static Arguments wrong(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(Named.of(name, change));
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void a_token_with_a_wrong_claim_is_refused(UnaryOperator<JWTClaimsSet.Builder> wrong) {
        PROVIDER.answersWith(PROVIDER.signed(wrong.apply(claims()).build()));

        assertRefused(end());
    }

    /// A token with the right claims that the provider has not signed so.
    enum Forged {
        NO_SIGNATURE {
            @Override
            String token(JWTClaimsSet claims) {
                return new PlainJWT(claims).serialize();
            }
        },
        NO_ALGORITHM {
            @Override
            String token(JWTClaimsSet claims) {
                String header =
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        "{\"alg\":\"none\",\"kid\":\"one\"}"
                                                .getBytes(StandardCharsets.UTF_8));
                String[] parts = PROVIDER.signed(claims).split("[.]", -1);
                return header + '.' + parts[1] + '.' + parts[2];
            }
        },
        PUBLIC_KEY_AS_SECRET {
            @Override
            String token(JWTClaimsSet claims) throws JOSEException {
                SignedJWT token =
                        new SignedJWT(
                                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                                claims);
                token.sign(new MACSigner(PROVIDER.key().toRSAPublicKey().getEncoded()));
                return token.serialize();
            }
        },
        CLIENT_SECRET {
            @Override
            String token(JWTClaimsSet claims) throws JOSEException {
                SignedJWT token =
                        new SignedJWT(
                                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                                claims);
                token.sign(new MACSigner("s3cret:%".repeat(4)));
                return token.serialize();
            }
        },
        ANOTHER_KEY {
            @Override
            String token(JWTClaimsSet claims) {
                return HostileProvider.signed(another("one"), header("one").build(), claims);
            }
        },
        UNKNOWN_KEY {
            @Override
            String token(JWTClaimsSet claims) {
                return HostileProvider.signed(another("two"), header("two").build(), claims);
            }
        },
        OWN_KEY_IN_THE_HEADER {
            @Override
            String token(JWTClaimsSet claims) {
                RSAKey own = another("one");
                return HostileProvider.signed(
                        own, header("one").jwk(own.toPublicJWK()).build(), claims);
            }
        },
        ANOTHER_ALGORITHM_OF_THE_KEY {
            @Override
            String token(JWTClaimsSet claims) {
                return HostileProvider.signed(
                        PROVIDER.key(),
                        new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("one").build(),
                        claims);
            }
        },
        ACCESS_TOKEN {
            @Override
            String token(JWTClaimsSet claims) {
                return HostileProvider.signed(
                        PROVIDER.key(),
                        header("one").type(new JOSEObjectType("at+jwt")).build(),
                        claims);
            }
        },
        CHANGED {
            @Override
            String token(JWTClaimsSet claims) {
                String[] parts = PROVIDER.signed(claims).split("[.]", -1);
                String[] others =
                        PROVIDER.signed(new JWTClaimsSet.Builder(claims).subject("another").build())
                                .split("[.]", -1);
                return parts[0] + '.' + others[1] + '.' + parts[2];
            }
        },
        TOO_LONG {
            @Override
            String token(JWTClaimsSet claims) {
                return PROVIDER.signed(
                        new JWTClaimsSet.Builder(claims)
                                .claim("more", "x".repeat(16 * 1024))
                                .build());
            }
        },
        NO_TOKEN {
            @Override
            String token(JWTClaimsSet claims) {
                return "a.b";
            }
        };

        abstract String token(JWTClaimsSet claims) throws JOSEException;

        private static JWSHeader.Builder header(String key) {
            return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key);
        }

        private static RSAKey another(String id) {
            return new RSAKey.Builder(OtherKey.KEY).keyID(id).build();
        }
    }

    /// Made once, which takes a second.
    private static final class OtherKey {
        static final RSAKey KEY = generated();

        private static RSAKey generated() {
            try {
                return new RSAKeyGenerator(2048).generate();
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_forged_token_is_refused(Forged forged) throws Exception {
        PROVIDER.answersWith(forged.token(claims().build()));

        assertRefused(end());
    }

    @Test
    void an_answer_of_another_issuer_is_refused_before_the_code_is_sent() {
        PROVIDER.answers(exchange -> {
            throw new AssertionError("the code was sent");
        });

        assertRefused(end("https://accounts.example.com"));
    }

    @Test
    void an_answer_without_an_issuer_is_refused_where_the_provider_announces_it() {
        PROVIDER.answersWith(PROVIDER.signed(claims().build()));

        assertRefused(
                api.post(
                        "/api/auth/oidc/hostile/end",
                        new Guest.Visit(
                                        member(begun, "request_token"),
                                        String.valueOf(query.get("state")),
                                        "code")
                                .json()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_client\"}",
                "401 | {\"error\":\"unauthorized_client\"}",
                "500 | oops",
                "200 | no JSON",
                "200 | []",
                "200 | {\"access_token\":\"x\"}",
                "200 | {\"id_token\":7}",
            })
    void a_provider_that_does_not_answer_as_it_should_is_unreachable(int status, String body) {
        PROVIDER.answers(exchange -> HostileProvider.answer(exchange, status, body));

        assertUnreachable(end());
    }

    @Test
    void a_redirect_is_not_followed() {
        PROVIDER.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", PROVIDER.issuer() + "/keys");
            HostileProvider.answer(exchange, 307, "");
        });

        assertUnreachable(end());
    }

    @Test
    void an_endless_answer_is_cut_off() {
        HttpHandler endless =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] more = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
                    while (true) {
                        exchange.getResponseBody().write(more);
                    }
                };
        PROVIDER.answers(endless);

        assertUnreachable(end());
    }

    @Test
    void a_code_that_the_provider_refuses_is_wrong() {
        PROVIDER.answers(
                exchange -> HostileProvider.answer(exchange, 400, "{\"error\":\"invalid_grant\"}"));

        assertRefused(end());
    }

    @Test
    void a_provider_that_is_down_is_reported_and_disturbs_nobody() {
        HttpResponse<String> answer = api.post("/api/auth/oidc/down/begin", "");

        assertUnreachable(answer);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private void assertUnreachable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("AUTH_008");
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("AUTH_001", "\"field\":\"code\",\"code\":\"wrong\"");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .subject("somebody")
                .audience("afftok")
                .claim("nonce", query.get("nonce"))
                .issueTime(at(Duration.ZERO))
                .expirationTime(at(Duration.ofMinutes(5)));
    }

    private static Date at(Duration fromNow) {
        return Date.from(Instant.now().plus(fromNow));
    }

    private HttpResponse<String> end() {
        return end(PROVIDER.issuer());
    }

    private HttpResponse<String> end(String issuer) {
        return api.post(
                "/api/auth/oidc/hostile/end",
                """
                {"request_token":"%s","state":"%s","code":"the code","iss":"%s"}\
                """
                        .formatted(member(begun, "request_token"), query.get("state"), issuer));
    }
}
