package com.afftok.edge.write;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.webhook.outbox.ClickEvents;
import com.afftok.edge.webhook.outbox.WebhookSettings;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.shared.click.ClickEventWriter;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.Environment;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.redis.BoundedStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A writer with failing Redis and PostgreSQL: an acknowledged click is written once, set aside, or
/// still in Redis.
class ClickWriterTest {

    private static final String STREAM = ClickStream.name(0);
    private static final String POISON = ClickStream.poison(0);
    private static final String KEYS = "1:000102030405060708090a0b0c0d0e0f";
    private static final long BAD = 1_000_000;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final SetAsideStream.Bound ROOM = new SetAsideStream.Bound(1000, 1 << 20);

    private static LocalPostgres postgres;
    private static LocalRedis redis;
    private static Vertx vertx;
    private static Pool pool;
    private static Pool owner;
    private static Redis client;
    private static WrittenClicks database;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private FaultyProxy proxy;
    private int sequence;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.migrated();
        redis = LocalRedis.temporary();
        vertx = Vertx.vertx();
        pool = WrittenClicks.connected(vertx, postgres.url());
        owner = WrittenClicks.connected(vertx, postgres.ownerUrl());
        client = Redis.createClient(vertx, redis.url());
        database = new WrittenClicks(owner);
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
        postgres.close();
    }

    @BeforeEach
    void nothing_is_there() throws Exception {
        proxy = FaultyProxy.before(redis.port());
        send("FLUSHALL");
        execute(
                """
                alter table clicks drop constraint if exists test_only;
                truncate clicks, click_hourly, click_visitors, link_counters, offer_counters
                """);
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void a_stop_right_after_a_lost_answer_writes_what_was_in_it() throws Exception {
        String writer = deploy(writer(NEVER, 20_000, ROOM));
        proxy.loseAnswer("(?i)xreadgroup", "Chrome");
        add(clicks(3));
        Eventually.equal(1, proxy::lostAnswers);

        vertx.undeploy(writer).await();

        database.addUpTo(3);
        assertThat(send("XLEN", STREAM).toLong()).isZero();
        assertThat(send("XINFO", "CONSUMERS", STREAM, ClickStream.GROUP).size()).isZero();
    }

    @Test
    void a_stop_writes_what_was_delivered_without_its_knowledge() throws Exception {
        String writer = deploy(writer(NEVER, 20_000, ROOM));
        Eventually.equal(1L, () -> send("EXISTS", STREAM).toLong());
        byte[] batch = batch(clicks(3));
        client.batch(
                        List.of(
                                request("MULTI"),
                                request("XADD", STREAM, "*", ClickStream.FIELD, batch),
                                request(
                                        "XREADGROUP",
                                        "GROUP",
                                        ClickStream.GROUP,
                                        "me",
                                        "STREAMS",
                                        STREAM,
                                        ">"),
                                request("EXEC")))
                .await();

        vertx.undeploy(writer).await();

        database.addUpTo(3);
    }

    @Test
    void an_answer_that_was_lost_delays_its_clicks_no_longer_than_others() throws Exception {
        String writer = deploy(writer(SOON, 20_000, ROOM));
        proxy.loseAnswer("(?i)xreadgroup", "Chrome");
        add(clicks(3));

        Eventually.equal("3", this::rows);

        vertx.undeploy(writer).await();
    }

    @Test
    void stands_still_when_no_more_can_be_set_aside_and_drops_nothing() throws Exception {
        refuse("visitor < " + BAD);
        String writer = deploy(writer(SOON, 20_000, new SetAsideStream.Bound(10, 1 << 20)));
        add(LongStream.range(0, 100).map(i -> i % 2 == 0 ? i : BAD + i).toArray());

        Eventually.equal(10L, () -> send("XLEN", POISON).toLong());
        Eventually.equal(1.0, this::full);
        assertThat(send("XLEN", STREAM).toLong()).isEqualTo(1);

        execute("alter table clicks drop constraint test_only");
        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        assertThat(full()).isZero();
        assertThat(send("XLEN", POISON).toLong()).isEqualTo(10);
        database.addUpTo(90);
        vertx.undeploy(writer).await();
    }

    @Test
    void a_postgres_that_refuses_every_click_has_few_set_aside() throws Exception {
        refuse("visitor < 0");
        String writer = deploy(writer(SOON, 20_000, ROOM));
        add(clicks(300));

        Eventually.equal((long) ClickWriter.REFUSED_IN_A_ROW, () -> send("XLEN", POISON).toLong());
        Eventually.equal(true, () -> undone() > 3 * ClickWriter.REFUSED_IN_A_ROW);
        assertThat(send("XLEN", POISON).toLong()).isEqualTo(ClickWriter.REFUSED_IN_A_ROW);

        execute("alter table clicks drop constraint test_only");
        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        database.addUpTo(300 - ClickWriter.REFUSED_IN_A_ROW);
        vertx.undeploy(writer).await();
    }

    @Test
    void many_bad_clicks_in_a_row_hold_up_good_ones_only_until_some_of_those_are_accepted()
            throws Exception {
        refuse("visitor < " + BAD);
        String writer = deploy(writer(SOON, 20_000, ROOM));
        add(LongStream.range(0, 50).map(i -> BAD + i).toArray());
        Eventually.equal((long) ClickWriter.REFUSED_IN_A_ROW, () -> send("XLEN", POISON).toLong());

        add(clicks(5));
        Eventually.equal("5", this::rows);
        Eventually.equal(2L * ClickWriter.REFUSED_IN_A_ROW, () -> send("XLEN", POISON).toLong());
        add(clicks(5));
        Eventually.equal(50L, () -> send("XLEN", POISON).toLong());
        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        database.addUpTo(10);
        vertx.undeploy(writer).await();
    }

    @Test
    void a_batch_with_damage_is_set_aside_once_with_all_reasons() throws Exception {
        byte[] batch = batch(clicks(6));
        int record = batch.length / 6;
        batch[record + 20]++;
        batch[4 * record + 20]++;
        String writer = deploy(writer(SOON, 20_000, ROOM));
        send("XADD", STREAM, "*", ClickStream.FIELD, batch);

        Eventually.equal("4", this::rows);
        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        Response aside = send("XRANGE", POISON, "-", "+");
        assertThat(aside.size()).isEqualTo(1);
        assertThat(aside.get(0).get(1).get(1).toBytes()).isEqualTo(batch);
        assertThat(aside.get(0).get(1).get(3).toString())
                .contains("offset " + record + ",", "offset " + 4 * record + ",");
        vertx.undeploy(writer).await();
    }

    @Test
    void a_batch_that_finds_no_room_is_set_aside_once_when_there_is_some() throws Exception {
        send("XADD", POISON, "*", ClickStream.FIELD, "in the way", "why", "test");
        String writer = deploy(writer(SOON, 20_000, new SetAsideStream.Bound(1, 1 << 20)));
        byte[] batch = batch(clicks(6));
        batch[batch.length - 1]++;
        send("XADD", STREAM, "*", ClickStream.FIELD, batch);
        Eventually.equal(1.0, this::full);

        send("DEL", POISON, BoundedStream.bytes(POISON));

        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        assertThat(send("XLEN", POISON).toLong()).isEqualTo(1);
        database.addUpTo(5);
        assertThat(counted("written")).isEqualTo(5);
        assertThat(counted("known")).as("clicks that were read once more").isZero();
        assertThat(send("GET", BoundedStream.bytes(POISON)).toLong()).isPositive();
        vertx.undeploy(writer).await();
    }

    @Test
    void what_is_set_aside_is_bounded_in_bytes() throws Exception {
        String writer = deploy(writer(SOON, 20_000, new SetAsideStream.Bound(1000, 4000)));
        for (int i = 0; i < 5; i++) {
            send("XADD", STREAM, "*", ClickStream.FIELD, "no click ".repeat(200));
        }

        Eventually.equal(1.0, this::full);
        assertThat(send("XLEN", POISON).toLong()).isEqualTo(2);
        assertThat(send("XLEN", STREAM).toLong()).isEqualTo(5);
        vertx.undeploy(writer).await();
    }

    /// Each inserted row takes a number, also if its transaction is rolled back.
    @Test
    void clicks_that_are_delivered_again_have_no_new_ones_written_twice() throws Exception {
        execute("create sequence tries");
        execute("grant usage on sequence tries to public");
        execute(
                """
                create function test_try() returns trigger language plpgsql as
                $$begin perform nextval('tries'); return new; end$$
                """);
        execute(
                """
                create trigger test_only before insert on clicks
                for each row execute function test_try()
                """);
        try {
            long[] known = clicks(10);
            String writer = deploy(writer(SOON, 20_000, ROOM));
            byte[] again = batch(known);
            send("XADD", STREAM, "*", ClickStream.FIELD, again);
            Eventually.equal("10", this::rows);
            vertx.undeploy(writer).await();

            byte[] fresh = batch(clicks(100));
            send("XADD", STREAM, "*", ClickStream.FIELD, again, ClickStream.REPEATED, "1");
            send("XADD", STREAM, "*", ClickStream.FIELD, fresh);
            writer = deploy(writer(SOON, 20_000, ROOM));
            Eventually.equal("110", this::rows);
            vertx.undeploy(writer).await();

            assertThat(database.texts("select last_value from tries")).containsExactly("120");
        } finally {
            execute("drop trigger test_only on clicks");
            execute("drop function test_try");
            execute("drop sequence tries");
        }
    }

    @Test
    void a_transaction_has_a_bounded_number_of_clicks_however_many_were_read() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("XADD", STREAM, "*", ClickStream.FIELD, batch(clicks(120)));
        }
        String writer = deploy(writer(SOON, 100, ROOM));

        Eventually.equal("360", this::rows);

        Eventually.equal(0L, () -> send("XLEN", STREAM).toLong());
        vertx.undeploy(writer).await();
        assertThat(registry.get("afftok_click_write_seconds").timer().count()).isEqualTo(6);
        database.addUpTo(360);
    }

    private ClickWriter writer(Duration every, int clicks, SetAsideStream.Bound bound) {
        return new ClickWriter(
                () -> Redis.createClient(vertx, proxy.url(redis.url())),
                new WriteClicks(
                        pool,
                        Duration.ofSeconds(10),
                        new ClickEvents(
                                new ClickCodes(KeyRing.parse(KEYS)),
                                Environment.read(Map.of(), WebhookSettings::read).clicksWaiting())),
                new WriteSettings(every, clicks, NEVER, NEVER),
                0,
                new SetAsideStream(client, POISON, bound, registry),
                "me",
                new WriteMetrics(registry, InstantSource.system(), 0));
    }

    private static String deploy(ClickWriter writer) {
        return vertx.deployVerticle(
                        writer,
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    /// The visitors of a number of valid clicks.
    private long[] clicks(int count) {
        return LongStream.range(0, count).map(i -> 1 + sequence + i).toArray();
    }

    private void add(long... visitors) {
        send("XADD", STREAM, "*", ClickStream.FIELD, batch(visitors));
    }

    private byte[] batch(long... visitors) {
        ClickEventWriter batch = new ClickEventWriter();
        for (long visitor : visitors) {
            ClickId id = ClickId.of(1_772_000_000_000L, new LinkId(1), 1, 0, sequence++);
            batch.append(aClick().id(id).visitor(visitor).build());
        }
        return batch.toByteArray();
    }

    private void refuse(String unless) throws Exception {
        execute("alter table clicks add constraint test_only check (" + unless + ")");
    }

    private double full() {
        return registry.get("afftok_set_aside_full").gauge().value();
    }

    private double counted(String fate) {
        return registry.get("afftok_clicks_written").tag("fate", fate).counter().count();
    }

    private long undone() {
        return Long.parseLong(
                texts(
                                "select xact_rollback from pg_stat_database where datname ="
                                        + " current_database()")
                        .getFirst());
    }

    private String rows() {
        return texts("select count(*) from clicks").getFirst();
    }

    private static List<String> texts(String sql) {
        try {
            return database.texts(sql);
        } catch (Exception e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void execute(String sql) throws Exception {
        WrittenClicks.await(owner.query(sql).execute());
    }

    private static Response send(String command, Object... arguments) {
        return client.send(request(command, arguments)).timeout(5, TimeUnit.SECONDS).await();
    }

    private static Request request(String command, Object... arguments) {
        return Request.cmd(Command.create(command), arguments);
    }
}
