package com.afftok.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.config.AdminToken;
import com.afftok.edge.config.EdgeConfig.Listen;
import com.afftok.edge.http.Answer;
import com.afftok.edge.http.RequestIds;
import com.afftok.edge.visitor.geo.CountryFile;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    @Test
    void collects_metrics_on_no_event_loop() throws Exception {
        AtomicInteger onEventLoop = new AtomicInteger(-1);
        Gauge.builder(
                        "where",
                        () -> {
                            onEventLoop.set(Context.isOnEventLoopThread() ? 1 : 0);
                            return 7;
                        })
                .register(registry);
        AdminServer admin = admin();
        await(vertx.deployVerticle(admin));

        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + admin.port()
                                                                + "/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("where 7.0");
        assertThat(onEventLoop).hasValue(0);
    }

    /// With unused addresses of database and Redis.
    private AdminServer admin() {
        Answer answer = new Answer(new RequestIds(1, _ -> false));
        Probes probes =
                new Probes(
                        PgBuilder.pool()
                                .connectingTo(new PgConnectOptions().setHost("127.0.0.1"))
                                .using(vertx)
                                .build(),
                        Redis.createClient(vertx, "redis://127.0.0.1:1"),
                        new CountryFile(null));
        return new AdminServer(
                new Listen("127.0.0.1", 0),
                AdminToken.NONE,
                registry,
                new HealthRoutes(probes, new Readiness(), answer, InstantSource.system(), "test"),
                answer,
                _ -> {});
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
