package com.afftok.edge.visitor.geo;

import com.afftok.shared.config.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings of the country service.
///
/// @param url `GEOIP_SERVICE`, with `{ip}` in place of the address; it may contain a key, so it is
///   never shown
/// @param perMinute `GEOIP_SERVICE_PER_MINUTE`: maximum of requests per minute
/// @param timeout `GEOIP_SERVICE_TIMEOUT`: limit of an answer
record CountryServiceSettings(String url, int perMinute, Duration timeout) {

    static final String PLACE = "{ip}";

    private static final int PER_MINUTE = 45;
    private static final int MAX_PER_MINUTE = 6000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
    private static final String NAME = "GEOIP_SERVICE";

    /// Reads the settings; null without a service.
    static @Nullable CountryServiceSettings read(Environment environment) {
        int perMinute =
                environment.integer("GEOIP_SERVICE_PER_MINUTE", PER_MINUTE, 1, MAX_PER_MINUTE);
        Duration timeout =
                environment.duration(
                        "GEOIP_SERVICE_TIMEOUT", TIMEOUT, Duration.ofMillis(10), LONGEST_TIMEOUT);
        boolean named =
                !environment.string(NAME, "").isEmpty()
                        || !environment.string(NAME + "_FILE", "").isEmpty();
        if (!named) {
            return null;
        }
        String url = environment.secret(NAME, CountryServiceSettings::checked, "");
        return new CountryServiceSettings(url, perMinute, timeout);
    }

    @Override
    public String toString() {
        return "CountryServiceSettings[perMinute=%d, timeout=%s]".formatted(perMinute, timeout);
    }

    private static String checked(String url) {
        try {
            URI example = new URI(url.replace(PLACE, "192.0.2.1"));
            boolean web = "http".equals(example.getScheme()) || "https".equals(example.getScheme());
            int place = url.indexOf(PLACE);
            if (web && example.getHost() != null && place > url.indexOf('/', "https://".length())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // reported below, without the URL
        }
        throw new IllegalArgumentException(
                "must be an http or https address with {ip} after the host, such as"
                        + " https://geo.example.com/json/{ip}");
    }
}
