package com.afftok.management.platform.health;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// The answers of the health endpoints, in the same form as the edge's.
final class Health {

    /// The API looks up no countries; `/health/full` of each edge reports on its own.
    static final String GEOIP = "not_used";

    private Health() {}

    @Serdeable
    record Alive(String status, Instant timestamp) {}

    @Serdeable
    record Ready(String status) {}

    @Serdeable
    record Dependency(String status, long latencyMs) {}

    @Serdeable
    record Full(String status, Services services, String version) {}

    @Serdeable
    record Services(String database, String redis, String geoip) {}

    static String word(boolean up) {
        return up ? "ok" : "down";
    }

    /// The version of the jar, or `dev` if the classes are not in a jar.
    static String version() {
        String version = Health.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
