package com.afftok.management.access.oidc;

import com.afftok.management.RunningApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/// An API that knows four providers: two are a real server, one answers what a test wants, one is
/// down. It has the servers of the shared one.
public final class OidcApi {

    public static final String CLIENT = "afftok-client";

    private static final MockOAuth2Server REAL = new MockOAuth2Server();
    static final HostileProvider HOSTILE = new HostileProvider();
    private static final RunningApi API = start();

    private OidcApi() {}

    public static RunningApi api() {
        return API;
    }

    private static RunningApi start() {
        try {
            REAL.start(InetAddress.getLoopbackAddress(), 0);
        } catch (RuntimeException e) {
            throw new UncheckedIOException(new IOException(e));
        }
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

    private static String issuer(String provider) {
        return REAL.issuerUrl(provider).toString();
    }

    /// The next person who signs in at a provider.
    static void next(String provider, String subject, Map<String, Object> claims) {
        REAL.enqueueCallback(
                new DefaultOAuth2TokenCallback(
                        provider, subject, "JWT", List.of(CLIENT), claims, 3600));
    }
}
