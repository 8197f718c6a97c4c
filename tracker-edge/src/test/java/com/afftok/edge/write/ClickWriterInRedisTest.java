package com.afftok.edge.write;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.webhook.outbox.ClickEvents;
import com.afftok.edge.webhook.outbox.WebhookSettings;
import com.afftok.local.LocalRedis;
import com.afftok.shared.click.ClickEventWriter;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.Environment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a writer takes from Redis and leaves there before it writes to PostgreSQL.
class ClickWriterInRedisTest {

    private static final String STREAM = ClickStream.name(0);
    private static final String POISON = ClickStream.poison(0);
    private static final String KEYS = "1:000102030405060708090a0b0c0d0e0f";
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Pattern EVALS = Pattern.compile("cmdstat_eval:calls=([0-9]+)");

    private static LocalRedis redis;
    private static Vertx vertx;
    private static Redis client;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        redis = LocalRedis.temporary();
        vertx = Vertx.vertx();
        client = Redis.createClient(vertx, redis.url());
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void a_group_is_there_and_nothing_else() {
        send("FLUSHALL");
        send("CONFIG", "RESETSTAT");
        send("XGROUP", "CREATE", STREAM, ClickStream.GROUP, "0", "MKSTREAM");
    }

    @AfterEach
    void no_writer_is_left() {
        vertx.deploymentIDs().forEach(id -> vertx.undeploy(id).await());
    }

    /// Each attempt to set the first batch aside is one script in Redis.
    @Test
    void takes_no_more_than_a_full_chunk_while_it_stands_still() {
        send("XADD", POISON, "*", ClickStream.FIELD, "in the way", SetAsideStream.WHY, "test");
        for (int i = 0; i < 40; i++) {
            send("XADD", STREAM, "*", ClickStream.FIELD, damaged(10));
        }

        deploy(writer(100, NEVER));
        Eventually.equal(true, () -> evals() > 6);

        int atOnce = StreamShard.READ_BYTES / StreamShard.LARGE_BATCH;
        assertThat(String.valueOf(send("XPENDING", STREAM, ClickStream.GROUP).get(0)))
                .isEqualTo(Integer.toString(atOnce));
        assertThat(send("XLEN", STREAM).toLong()).isEqualTo(40);
    }

    @Test
    void removes_the_writers_of_edges_that_crashed() {
        send("XGROUP", "CREATECONSUMER", STREAM, ClickStream.GROUP, "crashed");

        deploy(writer(20_000, SOON));

        Eventually.equal(
                true,
                () ->
                        send("XINFO", "CONSUMERS", STREAM, ClickStream.GROUP).stream()
                                .map(consumer -> String.valueOf(consumer.get("name")))
                                .noneMatch("crashed"::equals));
    }

    private ClickWriter writer(int clicks, Duration takeOver) {
        return new ClickWriter(
                () -> Redis.createClient(vertx, redis.url()),
                new WriteClicks(
                        PgBuilder.pool()
                                .connectingTo(
                                        new PgConnectOptions().setHost("127.0.0.1").setPort(1))
                                .using(vertx)
                                .build(),
                        Duration.ofSeconds(10),
                        new ClickEvents(
                                new ClickCodes(KeyRing.parse(KEYS)),
                                Environment.read(Map.of(), WebhookSettings::read).clicksWaiting())),
                new WriteSettings(SOON, clicks, takeOver, NEVER),
                0,
                new SetAsideStream(client, POISON, new SetAsideStream.Bound(1, 1 << 20), registry),
                "me",
                new WriteMetrics(registry, InstantSource.system(), 0));
    }

    private static void deploy(ClickWriter writer) {
        vertx.deployVerticle(
                        writer,
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    private static byte[] damaged(int clicks) {
        ClickEventWriter batch = new ClickEventWriter();
        for (int i = 0; i < clicks; i++) {
            batch.append(aClick().build());
        }
        byte[] bytes = batch.toByteArray();
        bytes[bytes.length - 1]++;
        return bytes;
    }

    private static int evals() {
        return EVALS.matcher(send("INFO", "commandstats").toString())
                .results()
                .map((MatchResult found) -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static Response send(String command, Object... arguments) {
        return client.send(Request.cmd(Command.create(command), arguments))
                .timeout(5, TimeUnit.SECONDS)
                .await();
    }
}
