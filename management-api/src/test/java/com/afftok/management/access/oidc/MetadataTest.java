package com.afftok.management.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.afftok.management.platform.config.OidcProvider;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a provider publishes about itself.
final class MetadataTest {

    private static final String ISSUER = "https://accounts.example.com";

    private final Map<String, Object> json =
            new HashMap<>(
                    Map.of(
                            "issuer",
                            ISSUER,
                            "authorization_endpoint",
                            ISSUER + "/authorize",
                            "token_endpoint",
                            "https://tokens.example.com/",
                            "jwks_uri",
                            ISSUER + "/keys"));

    @Test
    void may_name_other_hosts() throws Exception {
        Metadata metadata = Metadata.of(json, provider(ISSUER, null));

        assertThat(metadata)
                .isEqualTo(
                        new Metadata(
                                URI.create(ISSUER + "/authorize"),
                                URI.create("https://tokens.example.com/"),
                                URI.create(ISSUER + "/keys"),
                                false,
                                false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://accounts.example.com/",
                "https://accounts.example.org",
                "https://ACCOUNTS.example.com",
                "http://accounts.example.com",
                ""
            })
    void of_another_issuer_is_refused(String issuer) {
        json.put("issuer", issuer);

        assertRefused();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization_endpoint, http://accounts.example.com/authorize",
        "authorization_endpoint, javascript:alert(1)",
        "authorization_endpoint, https://accounts.example.com/#authorize",
        "token_endpoint, http://127.0.0.1:9080/",
        "token_endpoint, https://user@accounts.example.com/",
        "token_endpoint, file:///etc/passwd",
        "jwks_uri, http://localhost/",
        "jwks_uri, keys",
    })
    void with_a_url_that_is_not_https_is_refused(String name, String url) {
        json.put(name, url);

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"})
    void without_a_part_is_refused(String name) {
        json.remove(name);

        assertRefused();
    }

    @Test
    void may_lack_a_token_endpoint_where_the_settings_have_it() throws Exception {
        json.remove("token_endpoint");
        URI given = URI.create("https://graph.example.com/token");

        Metadata metadata = Metadata.of(json, provider(ISSUER, given));

        assertThat(metadata.tokenEndpoint()).isEqualTo(given);
        assertThat(metadata.secretInForm()).isTrue();
    }

    @Test
    void says_how_the_secret_is_sent() throws Exception {
        json.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));

        assertThat(Metadata.of(json, provider(ISSUER, null)).secretInForm()).isTrue();
    }

    @Test
    void is_below_the_issuer() {
        assertThat(Metadata.url(provider("https://www.example.com/oauth", null)))
                .hasToString("https://www.example.com/oauth/.well-known/openid-configuration");
        assertThat(Metadata.url(provider("https://www.example.com/", null)))
                .hasToString("https://www.example.com/.well-known/openid-configuration");
    }

    private void assertRefused() {
        assertThatExceptionOfType(NoAnswer.class)
                .isThrownBy(() -> Metadata.of(json, provider(ISSUER, null)));
    }

    private static OidcProvider provider(String issuer, @Nullable URI tokenEndpoint) {
        return new OidcProvider(
                "example",
                "Example",
                URI.create(issuer),
                "id",
                "secret",
                List.of("openid"),
                true,
                true,
                tokenEndpoint);
    }
}
