package com.afftok.management.platform.health;

import com.afftok.management.access.AllowAnyone;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// `/health`: liveness, readiness and the state of the dependencies.
///
/// Without the database the process is alive but not ready. The state of Redis affects
/// `/health/full` alone.
@Controller("/health")
@AllowAnyone
final class HealthController {

    /// The API looks up no countries; `/health/full` of each edge reports on its own.
    private static final String GEOIP = "not_used";

    private final InstantSource clock;
    private final Readiness readiness;
    private final Dependencies dependencies;

    HealthController(InstantSource clock, Readiness readiness, Dependencies dependencies) {
        this.clock = clock;
        this.readiness = readiness;
        this.dependencies = dependencies;
    }

    /// The answers, in the same form as the edge's.
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

    @Get
    HttpResponse<Alive> alive() {
        return answer(true, new Alive(word(true), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Get("/ready")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Ready> ready() {
        boolean ready = readiness.isReady() && dependencies.database().up();
        return answer(ready, new Ready(word(ready)));
    }

    @Get("/db")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Dependency> database() {
        return answer(dependencies.database());
    }

    @Get("/redis")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Dependency> redis() {
        return answer(dependencies.redis());
    }

    @Get("/full")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Full> full() {
        boolean database = dependencies.database().up();
        boolean redis = dependencies.redis().up();
        Services services = new Services(word(database), word(redis), GEOIP);
        boolean up = database && redis;
        return answer(up, new Full(word(up), services, version()));
    }

    private static String word(boolean up) {
        return up ? "ok" : "down";
    }

    /// The version of the jar, or `dev` if the classes are not in a jar.
    private static String version() {
        String version = HealthController.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    private static HttpResponse<Dependency> answer(Probe.Sign sign) {
        return answer(sign.up(), new Dependency(word(sign.up()), sign.latency().toMillis()));
    }

    private static <T> HttpResponse<T> answer(boolean ok, T body) {
        return HttpResponse.<T>status(ok ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }
}
