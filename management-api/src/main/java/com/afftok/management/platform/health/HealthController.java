package com.afftok.management.platform.health;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.platform.health.Health.Alive;
import com.afftok.management.platform.health.Health.Dependency;
import com.afftok.management.platform.health.Health.Full;
import com.afftok.management.platform.health.Health.Ready;
import com.afftok.management.platform.health.Health.Services;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// `/health`: liveness, readiness and the state of the dependencies.
///
/// Without the database the process is alive but not ready. The state of Redis affects
/// `/health/full` alone.
@Controller("/health")
@AllowAnyone
final class HealthController {

    private final InstantSource clock;
    private final Readiness readiness;
    private final Dependencies dependencies;

    HealthController(InstantSource clock, Readiness readiness, Dependencies dependencies) {
        this.clock = clock;
        this.readiness = readiness;
        this.dependencies = dependencies;
    }

    @Get
    HttpResponse<Alive> alive() {
        return answer(
                true, new Alive(Health.word(true), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    @Get("/ready")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Ready> ready() {
        boolean ready = readiness.isReady() && dependencies.database().up();
        return answer(ready, new Ready(Health.word(ready)));
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
        Services services = new Services(Health.word(database), Health.word(redis), Health.GEOIP);
        boolean up = database && redis;
        return answer(up, new Full(Health.word(up), services, Health.version()));
    }

    private static HttpResponse<Dependency> answer(Probe.Sign sign) {
        return answer(sign.up(), new Dependency(Health.word(sign.up()), sign.latency().toMillis()));
    }

    private static <T> HttpResponse<T> answer(boolean ok, T body) {
        return HttpResponse.<T>status(ok ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(body);
    }
}
