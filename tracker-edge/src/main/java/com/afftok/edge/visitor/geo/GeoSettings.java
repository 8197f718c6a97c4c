package com.afftok.edge.visitor.geo;

import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.config.Environment;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The settings of address data.
///
/// @param countryFile `GEOIP_DB`; absent for the bundled countries
/// @param dataCentres `DATA_CENTRES`; absent for the bundled ranges
/// @param checkInterval `GEOIP_CHECK_INTERVAL`: how often files are checked for changes
/// @param trustedProxies `TRUSTED_PROXIES`: networks whose headers name the visitor and its country
/// @param service `GEOIP_SERVICE` and related settings; absent without a service
public record GeoSettings(
        @Nullable Path countryFile,
        @Nullable Path dataCentres,
        Duration checkInterval,
        TrustedProxies trustedProxies,
        CountryService.@Nullable Settings service) {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST_CHECK_INTERVAL = Duration.ofMillis(10);
    private static final Duration LONGEST_CHECK_INTERVAL = Duration.ofHours(24);

    public static GeoSettings read(Environment environment) {
        return new GeoSettings(
                file(environment, "GEOIP_DB"),
                file(environment, "DATA_CENTRES"),
                environment.duration(
                        "GEOIP_CHECK_INTERVAL",
                        CHECK_INTERVAL,
                        SHORTEST_CHECK_INTERVAL,
                        LONGEST_CHECK_INTERVAL),
                trustedProxies(environment),
                CountryService.Settings.read(environment));
    }

    private static @Nullable Path file(Environment environment, String name) {
        Path absent = Path.of("");
        Path path = environment.path(name, absent);
        return path.equals(absent) ? null : path;
    }

    private static TrustedProxies trustedProxies(Environment environment) {
        try {
            return TrustedProxies.parse(environment.list("TRUSTED_PROXIES"));
        } catch (IllegalArgumentException e) {
            environment.problem("TRUSTED_PROXIES", String.valueOf(e.getMessage()));
            return TrustedProxies.NONE;
        }
    }
}
