package com.afftok.management.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the health endpoints answer, in the same form as the edge does.
final class Health {

    static final String OK = "ok";
    static final String DOWN = "down";

    /// The API looks up no countries, and so nothing is wrong if it cannot.
    static final String UNUSED = "unused";

    private Health() {}

    @Serdeable
    record Alive(String status, Instant timestamp) {}

    @Serdeable
    record Ready(String status) {}

    @Serdeable
    record Dependency(
            String status, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long latencyMs) {}

    @Serdeable
    record Full(String status, Services services, String version) {}

    @Serdeable
    record Services(String database, String redis, String geoip) {}

    /// The version of the jar, or `dev` where the classes were not packed into one.
    static String version() {
        String version = Health.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
