package com.afftok.edge.visitor.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.config.ConfigProblem;
import com.afftok.shared.config.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoSettingsTest {

    @Test
    void uses_what_is_bundled_and_asks_nobody_unless_told() {
        GeoSettings settings = Environment.read(Map.of(), GeoSettings::read);

        assertThat(settings.countryFile()).isNull();
        assertThat(settings.dataCentres()).isNull();
        assertThat(settings.service()).isNull();
        assertThat(settings.trustedProxies()).isSameAs(TrustedProxies.NONE);
    }

    @Test
    void reads_every_variable() {
        Map<String, String> variables =
                Map.of(
                        "GEOIP_DB",
                        "/data/GeoLite2-Country.mmdb",
                        "DATA_CENTRES",
                        "/data/centres.txt",
                        "GEOIP_CHECK_INTERVAL",
                        "1m",
                        "TRUSTED_PROXIES",
                        "10.0.0.0/8, ::1",
                        "GEOIP_SERVICE",
                        "https://geo.example.com/json/{ip}?fields=countryCode",
                        "GEOIP_SERVICE_PER_MINUTE",
                        "10",
                        "GEOIP_SERVICE_TIMEOUT",
                        "500ms");

        GeoSettings settings = Environment.read(variables, GeoSettings::read);

        assertThat(settings.countryFile()).isEqualTo(Path.of("/data/GeoLite2-Country.mmdb"));
        assertThat(settings.dataCentres()).isEqualTo(Path.of("/data/centres.txt"));
        assertThat(settings.checkInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.trustedProxies().contains(GeoTests.address("10.1.1.1"))).isTrue();
        CountryService.Settings service = Objects.requireNonNull(settings.service());
        assertThat(service.url()).endsWith("/json/{ip}?fields=countryCode");
        assertThat(service.perMinute()).isEqualTo(10);
        assertThat(service.timeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void names_the_proxy_that_is_none() {
        assertThat(problems(Map.of("TRUSTED_PROXIES", "10.0.0.0/8,proxy.example.com")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.variable()).isEqualTo("TRUSTED_PROXIES");
                    assertThat(problem.message()).contains("proxy.example.com");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "geo.example.com/{ip}",
                "ftp://geo.example.com/{ip}",
                "https://geo.example.com/json",
                "https://{ip}.example.com/",
                "https://example.com:{ip}/",
                "https://geo.example.com/{ip}?key=top secret",
            })
    void refuses_a_service_that_cannot_be_asked_and_never_shows_its_key(String service) {
        assertThat(problems(Map.of("GEOIP_SERVICE", service)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.variable()).isEqualTo("GEOIP_SERVICE");
                    assertThat(problem.message()).doesNotContain("secret");
                });
    }

    @Test
    void never_shows_the_key_of_a_service() {
        Map<String, String> variables =
                Map.of("GEOIP_SERVICE", "https://geo.example.com/{ip}?key=hush");

        GeoSettings settings = Environment.read(variables, GeoSettings::read);

        assertThat(settings.toString()).doesNotContain("hush");
    }

    private static List<ConfigProblem> problems(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        GeoSettings.read(environment);
        return environment.problems();
    }
}
