package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The queue of postbacks loses none, and one that cannot be recorded does not block it.
class PostbackQueueTest {

    private static final String QUEUE = "postbacks:{0}";
    private static final String POISON = "postbacks:poison:{0}";
    private static final String SET_ASIDE = "afftok_postback_poison_entries";
    private static final String FULL = "afftok_set_aside_full{stream=\"" + POISON + "\"}";

    private static RunningServers servers;
    private static Database database;
    private RedisCommands commands;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void redis_is_empty() {
        commands = new RedisCommands(servers.redis());
        commands.send("FLUSHALL");
    }

    @AfterEach
    void hang_up() {
        commands.close();
    }

    @Test
    void stands_still_when_no_more_can_be_set_aside_and_drops_nothing() throws Exception {
        for (int i = 0; i < 20; i++) {
            commands.send("XADD", QUEUE, "*", "k", "live:1:" + i, "r", "no report " + i);
        }
        Set<String> seen = new HashSet<>();
        try (RunningEdge edge = servers.edge("SET_ASIDE_ENTRIES", "8")) {
            Eventually.equal("1.0", () -> edge.metric(FULL));
            assertThat(commands.send("XLEN", POISON)).isEqualTo("8");
            assertThat(commands.send("XLEN", QUEUE)).isEqualTo("12");
            Eventually.equal("8.0", () -> edge.metric(SET_ASIDE));

            Eventually.equal(
                    20,
                    () -> {
                        seen.addAll(dropAll(edge));
                        return seen.size();
                    });

            Eventually.equal("0", () -> commands.send("XLEN", QUEUE));
            Eventually.equal("0.0", () -> edge.metric(FULL));
        }
    }

    /// The transactions of the postbacks that were set aside.
    private static Set<String> dropAll(RunningEdge edge) {
        JsonArray aside =
                new JsonObject(edge.admin("GET", "/poison/postbacks").body())
                        .getJsonObject("data")
                        .getJsonArray("postbacks");
        Set<String> transactions = new HashSet<>();
        for (int i = 0; i < aside.size(); i++) {
            JsonObject one = aside.getJsonObject(i);
            transactions.add(one.getString("transaction"));
            edge.admin("DELETE", "/poison/postbacks?id=" + one.getString("id"));
        }
        return transactions;
    }

    @Test
    void what_is_no_postback_at_all_is_set_aside_as_it_was() throws Exception {
        commands.send("XADD", QUEUE, "*", "z", "y");

        try (RunningEdge edge = servers.edge()) {
            Eventually.equal("1", () -> commands.send("XLEN", POISON));
            assertThat(commands.send("XRANGE", POISON, "-", "+")).contains("[z, y, why,");
            assertThat(edge.admin("POST", "/poison/postbacks/replay").body())
                    .contains("\"replayed\":1");
            Eventually.equal("1", () -> commands.send("XLEN", POISON));
            assertThat(commands.send("XRANGE", POISON, "-", "+")).contains("[z, y, why,");
        }
    }

    @Test
    void one_that_always_takes_too_long_is_set_aside_while_others_are_recorded() throws Exception {
        database.execute(
                """
                create function test_sleep() returns trigger language plpgsql as
                $$begin perform pg_sleep(5); return new; end$$
                """);
        database.execute(
                """
                create trigger test_only before insert on conversions for each row
                when (new.transaction_id = 'slow') execute function test_sleep()
                """);
        try (RunningEdge edge = servers.edge("POSTBACK_TIMEOUT", "500ms")) {
            Shop shop = new Shop(edge);
            shop.report(sale(click(1), "first"));
            assertThat(shop.report(sale(click(1), "slow")).status()).isEqualTo(202);
            for (int i = 0; i < 6; i++) {
                commands.send("HSET", "postbacks:waiting:{0}", "live:1:next-" + i, "1");
                assertThat(shop.report(sale(click(1), "next-" + i)).status()).isEqualTo(202);
            }

            Eventually.equal(
                    6L,
                    () ->
                            database.number(
                                    """
                                    select count(*) from conversions
                                     where transaction_id like 'next-%'
                                    """));
            Eventually.equal("1", () -> commands.send("XLEN", POISON));
            assertThat(edge.admin("GET", "/poison/postbacks").body())
                    .contains("live:1:slow", "SQLSTATE 57014");
            Eventually.equal("0", () -> commands.send("XLEN", QUEUE));
        } finally {
            database.execute("drop trigger test_only on conversions");
            database.execute("drop function test_sleep");
        }
    }

    @Test
    void many_that_always_time_out_let_others_pass_and_are_set_aside() throws Exception {
        database.execute(
                """
                insert into accounts (id, kind, country)
                values (3, 'promoter', 'SA');
                insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                values (3, 3, 1, 1);
                create function test_time_out() returns trigger language plpgsql as
                $$begin
                  raise exception 'canceling statement due to statement timeout'
                        using errcode = 'query_canceled';
                end$$;
                create trigger test_annas before insert on conversions for each row
                when (new.promoter_id = 2) execute function test_time_out()
                """);
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            for (int i = 0; i < 20; i++) {
                assertThat(shop.report(sale(click(1), "annas-" + i)).status()).isEqualTo(202);
            }
            for (int i = 0; i < 5; i++) {
                commands.send("HSET", "postbacks:waiting:{0}", "live:1:bills-" + i, "1");
                assertThat(shop.report(sale(click(3), "bills-" + i)).status()).isEqualTo(202);
            }

            Eventually.equal(
                    5L,
                    () ->
                            database.number(
                                    """
                                    select count(*) from conversions
                                     where transaction_id like 'bills-%' and promoter_id = 3
                                    """));
            Eventually.equal("20", () -> commands.send("XLEN", POISON));
            assertThat(commands.send("XRANGE", POISON, "-", "+"))
                    .contains("live:1:annas-0", "live:1:annas-19", "SQLSTATE 57014")
                    .doesNotContain("bills");
            Eventually.equal("0", () -> commands.send("XLEN", QUEUE));
        } finally {
            database.execute("drop trigger test_annas on conversions");
            database.execute("drop function test_time_out");
        }
    }

    @Test
    void a_schema_from_before_a_migration_sets_nothing_aside() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before")).status()).isEqualTo(200);

            database.execute("alter table conversions rename column coupon to coupon_later");
            int while42703 = shop.report(sale(click(1), "meanwhile")).status();
            database.execute("alter table conversions rename column coupon_later to coupon");

            assertThat(while42703).isEqualTo(202);
            Eventually.equal(
                    "approved",
                    () ->
                            database.text(
                                    """
                                    select status from conversions
                                     where transaction_id = 'meanwhile'
                                    """));
            assertThat(commands.send("XLEN", POISON)).isEqualTo("0");
        }
    }

    @Test
    void an_outdated_constraint_that_refuses_all_sets_few_aside() throws Exception {
        database.execute(
                """
                create sequence test_tries;
                grant usage on sequence test_tries to public;
                alter table conversions add constraint test_outdated
                check (nextval('test_tries') < 0) not valid
                """);
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            for (int i = 0; i < 20; i++) {
                commands.send("HSET", "postbacks:waiting:{0}", "live:1:outdated-" + i, "1");
                assertThat(shop.report(sale(click(1), "outdated-" + i)).status()).isEqualTo(202);
            }

            Eventually.equal(
                    true, () -> database.number("select last_value from test_tries") >= 13);
            assertThat(commands.send("XLEN", POISON)).isEqualTo("10");
            assertThat(commands.send("XLEN", QUEUE)).isEqualTo("10");
            Eventually.equal("10.0", () -> edge.metric(SET_ASIDE));
            database.execute("alter table conversions drop constraint test_outdated");

            Eventually.equal(10L, PostbackQueueTest::outdated);
            Eventually.equal("0", () -> commands.send("XLEN", QUEUE));
            assertThat(commands.send("XLEN", POISON)).isEqualTo("10");
            edge.admin("POST", "/poison/postbacks/replay");
            Eventually.equal(20L, PostbackQueueTest::outdated);
        } finally {
            database.execute("alter table conversions drop constraint if exists test_outdated");
            database.execute("drop sequence test_tries");
        }
    }

    private static long outdated() {
        return database.number(
                "select count(*) from conversions where transaction_id like 'outdated-%'");
    }

    @Test
    void is_bounded_in_bytes() throws Exception {
        try (RunningEdge edge =
                servers.edge("POSTBACK_QUEUE_BYTES", "2k", "POSTBACK_TIMEOUT", "100ms")) {
            Shop shop = new Shop(edge);
            shop.report(sale(click(1), "before-bytes"));

            int[] queued = {0};
            database.whileLocked(
                    "conversions",
                    () -> {
                        while (queued[0] < 20
                                && shop.report(sale(click(1), "full-" + queued[0])).status()
                                        == 202) {
                            queued[0]++;
                        }
                    });

            assertThat(queued[0]).isBetween(2, 6);
            Eventually.equal("0", () -> commands.send("XLEN", QUEUE));
            database.whileLocked(
                    "conversions",
                    () ->
                            assertThat(shop.report(sale(click(1), "room-again")).status())
                                    .isEqualTo(202));
        }
    }
}
