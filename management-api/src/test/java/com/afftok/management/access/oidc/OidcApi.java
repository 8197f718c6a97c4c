package com.afftok.management.access.oidc;

import com.afftok.management.RunningApi;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/// An API that knows four providers: two are a real server, one answers what a test wants, one is
/// down. It has the servers of the shared one.
public final class OidcApi {

    public static final String CLIENT = "afftok-client";

    /// The persons who have signed in at a provider, by the code that it sent back.
    private static final Map<String, Guest> SIGNED_IN = new ConcurrentHashMap<>();

    private static final MockOAuth2Server REAL =
            new MockOAuth2Server(
                    new OAuth2Config(
                            false,
                            null,
                            null,
                            false,
                            new OAuth2TokenProvider(),
                            Set.of(new Persons("google"), new Persons("linkedin"))));
    static final HostileProvider HOSTILE = new HostileProvider();
    private static final RunningApi API = start();

    private OidcApi() {}

    public static RunningApi api() {
        return API;
    }

    private static RunningApi start() {
        REAL.start(InetAddress.getLoopbackAddress(), 0);
        warmUp();
        return RunningApi.shared()
                .sibling(
                        Map.ofEntries(
                                Map.entry("OIDC_PROVIDERS", "google,linkedin,hostile,down"),
                                Map.entry("OIDC_GOOGLE_ISSUER", issuer("google")),
                                Map.entry("OIDC_GOOGLE_CLIENT_ID", CLIENT),
                                Map.entry("OIDC_GOOGLE_CLIENT_SECRET", "a secret"),
                                Map.entry("OIDC_LINKEDIN_ISSUER", issuer("linkedin")),
                                Map.entry("OIDC_LINKEDIN_LABEL", "LinkedIn"),
                                Map.entry("OIDC_LINKEDIN_CLIENT_ID", CLIENT),
                                Map.entry("OIDC_LINKEDIN_CLIENT_SECRET", "a secret"),
                                Map.entry("OIDC_LINKEDIN_PKCE", "false"),
                                Map.entry("OIDC_LINKEDIN_NONCE", "false"),
                                Map.entry("OIDC_HOSTILE_ISSUER", HOSTILE.issuer()),
                                Map.entry("OIDC_HOSTILE_CLIENT_ID", HostileProvider.CLIENT),
                                Map.entry("OIDC_HOSTILE_CLIENT_SECRET", "s3cret:%"),
                                Map.entry("OIDC_DOWN_ISSUER", "http://127.0.0.1:1"),
                                Map.entry("OIDC_DOWN_CLIENT_ID", CLIENT),
                                Map.entry("OIDC_DOWN_CLIENT_SECRET", "a secret")));
    }

    /// The server's first answers may take longer than the API waits.
    private static void warmUp() {
        for (String provider : List.of("google", "linkedin")) {
            read(REAL.wellKnownUrl(provider).uri());
            read(REAL.jwksUrl(provider).uri());
            REAL.issueToken(provider, "nobody", CLIENT);
        }
    }

    private static void read(URI url) {
        try (InputStream answer = url.toURL().openStream()) {
            answer.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String issuer(String provider) {
        return REAL.issuerUrl(provider).toString();
    }

    /// A person has signed in at a provider, which sent back the code.
    static void signedIn(String code, Guest guest) {
        SIGNED_IN.put(code, guest);
    }

    /// The claims in the tokens of a provider.
    private record Persons(String issuerId) implements OAuth2TokenCallback {

        private static Optional<Guest> of(TokenRequest request) {
            return request.getAuthorizationGrant() instanceof AuthorizationCodeGrant grant
                    ? Optional.ofNullable(SIGNED_IN.get(grant.getAuthorizationCode().getValue()))
                    : Optional.empty();
        }

        @Override
        public String subject(TokenRequest request) {
            return of(request).map(Guest::subject).orElse("nobody");
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return "JWT";
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return List.of(CLIENT);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return of(request).map(Guest::claims).orElse(Map.of());
        }

        @Override
        public long tokenExpiry() {
            return 3600;
        }
    }
}
