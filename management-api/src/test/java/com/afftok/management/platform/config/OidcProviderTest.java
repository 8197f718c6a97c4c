package com.afftok.management.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.config.ConfigProblem;
import com.afftok.shared.config.Environment;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of providers.
final class OidcProviderTest {

    private final Map<String, String> variables =
            new HashMap<>(
                    Map.of(
                            "OIDC_PROVIDERS", "google",
                            "OIDC_GOOGLE_ISSUER", "https://accounts.google.com",
                            "OIDC_GOOGLE_CLIENT_ID", "id",
                            "OIDC_GOOGLE_CLIENT_SECRET", "hunter2"));

    @Test
    void three_variables_of_each_are_enough() {
        assertThat(read())
                .containsExactly(
                        new OidcProvider(
                                "google",
                                "Google",
                                URI.create("https://accounts.google.com"),
                                "id",
                                "hunter2",
                                List.of("openid", "email", "profile"),
                                true,
                                true,
                                null));
        assertThat(OidcProvider.read(new Environment(Map.of()))).isEmpty();
    }

    @Test
    void all_else_is_for_choice() {
        variables.putAll(
                Map.of(
                        "OIDC_GOOGLE_LABEL", "جوجل",
                        "OIDC_GOOGLE_SCOPES", "openid  email",
                        "OIDC_GOOGLE_PKCE", "false",
                        "OIDC_GOOGLE_NONCE", "false",
                        "OIDC_GOOGLE_TOKEN_ENDPOINT", "https://graph.example.com/token"));

        OidcProvider provider = read().getFirst();

        assertThat(provider.label()).isEqualTo("جوجل");
        assertThat(provider.scopes()).containsExactly("openid", "email");
        assertThat(provider.pkce()).isFalse();
        assertThat(provider.nonce()).isFalse();
        assertThat(provider.tokenEndpoint()).hasToString("https://graph.example.com/token");
    }

    @Test
    void every_problem_is_reported_with_its_variable_and_no_secret_with_it() {
        variables.putAll(
                Map.of(
                        "OIDC_PROVIDERS", "google, other",
                        "OIDC_GOOGLE_ISSUER", "http://accounts.google.com",
                        "OIDC_GOOGLE_CLIENT_ID", " ",
                        "OIDC_GOOGLE_SCOPES", "email",
                        "OIDC_GOOGLE_LABEL", "x".repeat(51),
                        "OIDC_GOOGLE_PKCE", "perhaps",
                        "OIDC_GOOGLE_TOKEN_ENDPOINT", "http://graph.example.com/"));

        assertThat(problems())
                .containsOnlyKeys(
                        "OIDC_GOOGLE_ISSUER",
                        "OIDC_GOOGLE_CLIENT_ID",
                        "OIDC_GOOGLE_SCOPES",
                        "OIDC_GOOGLE_LABEL",
                        "OIDC_GOOGLE_PKCE",
                        "OIDC_GOOGLE_TOKEN_ENDPOINT",
                        "OIDC_OTHER_ISSUER",
                        "OIDC_OTHER_CLIENT_ID",
                        "OIDC_OTHER_CLIENT_SECRET");
        assertThat(problems().toString()).doesNotContain("hunter2");
        assertThat(read().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts.google.com",
                "http://accounts.google.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "ftp://localhost",
                "https://user@accounts.google.com",
                "https://accounts.google.com?a=b",
                "https://accounts.google.com#a",
                "https://",
                "https:// accounts.google.com",
            })
    void an_issuer_is_an_https_url(String issuer) {
        variables.put("OIDC_GOOGLE_ISSUER", issuer);

        assertThat(problems()).containsOnlyKeys("OIDC_GOOGLE_ISSUER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.linkedin.com/oauth",
                "http://localhost:8080/realm",
                "http://127.0.0.1",
                "http://[::1]:8080"
            })
    void an_issuer_on_this_machine_needs_no_encryption(String issuer) {
        variables.put("OIDC_GOOGLE_ISSUER", issuer);

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Google", "google,google", "a-b", "1a", "gÜgle", "../x"})
    void names_are_different_and_plain(String names) {
        variables.put("OIDC_PROVIDERS", names);

        assertThat(problems()).containsOnlyKeys("OIDC_PROVIDERS");
    }

    @Test
    void there_are_ten_at_most_each_with_its_own_issuer() {
        variables.put(
                "OIDC_PROVIDERS",
                IntStream.rangeClosed(1, 11)
                        .mapToObj(i -> "p" + i)
                        .collect(Collectors.joining(",")));
        assertThat(problems()).containsOnlyKeys("OIDC_PROVIDERS");

        variables.put("OIDC_PROVIDERS", "google,again");
        variables.put("OIDC_AGAIN_ISSUER", "https://accounts.google.com");
        variables.put("OIDC_AGAIN_CLIENT_ID", "id");
        variables.put("OIDC_AGAIN_CLIENT_SECRET", "hunter2");
        assertThat(problems()).containsOnlyKeys("OIDC_AGAIN_ISSUER");
    }

    @Test
    void a_provider_elsewhere_sends_nobody_to_plain_http() {
        OidcProvider provider = read().getFirst();

        assertThat(provider.admits(URI.create("https://oauth2.googleapis.com/token"))).isTrue();
        assertThat(provider.admits(URI.create("http://oauth2.googleapis.com/token"))).isFalse();
        assertThat(provider.admits(URI.create("http://127.0.0.1/token"))).isFalse();
    }

    private List<OidcProvider> read() {
        return OidcProvider.read(new Environment(variables));
    }

    private Map<String, String> problems() {
        Environment environment = new Environment(variables);
        OidcProvider.read(environment);
        return environment.problems().stream()
                .collect(Collectors.toMap(ConfigProblem::variable, ConfigProblem::message));
    }
}
