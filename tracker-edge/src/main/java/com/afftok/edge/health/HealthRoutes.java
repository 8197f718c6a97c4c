package com.afftok.edge.health;

import com.afftok.edge.health.Probes.Probe;
import com.afftok.edge.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// `GET /health` and its subpaths.
public final class HealthRoutes {

    private final Probes probes;
    private final Readiness readiness;
    private final Answer answer;
    private final InstantSource clock;
    private final String version;

    public HealthRoutes(
            Probes probes,
            Readiness readiness,
            Answer answer,
            InstantSource clock,
            String version) {
        this.probes = probes;
        this.readiness = readiness;
        this.answer = answer;
        this.clock = clock;
        this.version = version;
    }

    public void mount(Router router) {
        router.get("/health").handler(at -> alive(at.request()));
        router.get("/health/ready").handler(at -> ready(at.request()));
        router.get("/health/db").handler(at -> probed(at.request(), probes.database()));
        router.get("/health/redis").handler(at -> probed(at.request(), probes.redis()));
        router.get("/health/full").handler(at -> full(at.request()));
    }

    private void alive(HttpServerRequest request) {
        answer.json(request, 200, status(true).put("timestamp", now()));
    }

    private void ready(HttpServerRequest request) {
        boolean ready = readiness.isReady();
        answer.json(request, ready ? 200 : 503, status(ready));
    }

    private void probed(HttpServerRequest request, Future<Probe> asked) {
        asked.onSuccess(probe ->
                answer.json(
                        request,
                        probe.up() ? 200 : 503,
                        status(probe.up()).put("latency_ms", probe.latencyMillis())));
    }

    private void full(HttpServerRequest request) {
        Future<Probe> database = probes.database();
        Future<Probe> redis = probes.redis();
        Future.all(database, redis)
                .onSuccess(_ -> {
                    boolean geoip = probes.geoip();
                    boolean up = database.result().up() && redis.result().up() && geoip;
                    JsonObject services =
                            new JsonObject()
                                    .put("database", word(database.result().up()))
                                    .put("redis", word(redis.result().up()))
                                    .put("geoip", word(geoip));
                    answer.json(
                            request,
                            up ? 200 : 503,
                            status(up).put("services", services).put("version", version));
                });
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static JsonObject status(boolean up) {
        return new JsonObject().put("status", word(up));
    }

    private static String word(boolean up) {
        return up ? "ok" : "down";
    }
}
