package com.afftok.edge.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.keep.Journal;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures the backlog while Redis does not answer.
class BacklogGaugeTest {

    @TempDir Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    private LocalRedis redis;
    private FaultyProxy proxy;
    private Journal journal;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.temporary();
        proxy = FaultyProxy.before(redis.port());
        journal = Journal.open(directory, Long.MAX_VALUE);
        vertx.exceptionHandler(unhandled::add);
    }

    @AfterEach
    void stop() throws Exception {
        journal.close();
        proxy.close();
        redis.close();
    }

    @Test
    void a_stop_during_a_look_is_quiet() {
        proxy.hang();
        String deployment =
                vertx.deployVerticle(
                                new BacklogGauge(
                                        Redis.createClient(vertx, proxy.url(redis.url())),
                                        journal,
                                        1,
                                        InstantSource.system(),
                                        new SimpleMeterRegistry(),
                                        Duration.ofHours(1)),
                                new DeploymentOptions()
                                        .setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                        .await();
        Eventually.equal(1, proxy::accepted);

        vertx.undeploy(deployment).await();

        vertx.close().await();
        assertThat(unhandled).isEmpty();
    }
}
