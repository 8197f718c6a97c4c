package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PostbackId;
import com.afftok.shared.postback.PostbackReplay;
import com.afftok.shared.postback.PostbackStream;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// PostgreSQL and Redis fail, and no answered sale is lost or paid twice.
class PostbackOutageTest {

    private static final String POISON = "postbacks:poison:{0}";

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
    void both_are_back_and_redis_is_empty() throws Exception {
        if (!servers.redis().isRunning()) {
            servers.redis().start();
        }
        if (!servers.postgres().isRunning()) {
            servers.postgres().start();
        }
        commands = new RedisCommands(servers.redis());
        commands.send("FLUSHALL");
    }

    @AfterEach
    void hang_up() {
        commands.close();
    }

    @Test
    void records_all_once_and_in_order_after_postgres_is_back() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before")).status()).isEqualTo(200);

            servers.postgres().stop();
            for (int i = 0; i < 50; i++) {
                Map<String, String> sale = sale(click(1), "t-" + i);
                assertThat(shop.report(sale, "status", "pending").status()).isEqualTo(202);
                assertThat(shop.report(sale).status()).isEqualTo(202);
                assertThat(shop.report(sale).status()).isEqualTo(202);
                assertThat(shop.report(sale, "status", "refunded", "amount", "40").status())
                        .isEqualTo(202);
            }
            int dryRun = shop.report(sale(click(1), "dry"), "dry_run", "1").status();
            servers.postgres().start();

            assertThat(dryRun).isEqualTo(503);
            Eventually.equal("0", () -> commands.send("XLEN", "postbacks:{0}"));
            assertThat(commands.send("EXISTS", "postbacks:waiting:{0}")).isEqualTo("0");
            assertThat(
                            database.text(
                                    """
                                    select count(*) || ' ' || sum(refunded_amount) || ' '
                                           || sum(commission_reversed)
                                      from conversions
                                     where status = 'approved' and transaction_id like 't-%'
                                    """))
                    .isEqualTo("50 2000.0000 100.0000");
            assertThat(
                            database.text(
                                    """
                                    select string_agg(kind || ' ' || n, ', ' order by kind)
                                      from (select e.kind, count(*) as n
                                              from ledger_entries e
                                              join conversions c on c.id = e.conversion_id
                                             where c.transaction_id like 't-%'
                                             group by e.kind)
                                    """))
                    .isEqualTo("approval 50, commission 50, reversal 50");
            assertThat(
                            database.number(
                                    """
                                    select count(*) from received_postbacks
                                     where outcome = 'duplicate' and transaction_id like 't-%'
                                    """))
                    .isEqualTo(50);
        }
    }

    @Test
    void attributes_by_a_coupon_what_came_while_postgres_was_away() throws Exception {
        database.execute(
                """
                insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code, ends_at)
                values (1, 1, 2, 1, 'AWAY', now() + interval '1 day')
                """);
        Map<String, String> sale = sale("", "by-coupon");
        sale.remove("click_id");
        sale.put("coupon", "away");
        sale.put("advertiser_id", "1");
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before-coupons")).status()).isEqualTo(200);

            servers.postgres().stop();
            assertThat(shop.report(sale).status()).isEqualTo(202);
            assertThat(shop.report(sale, "status", "refunded", "amount", "40").status())
                    .isEqualTo(202);
            assertThat(shop.report(sale, "transaction_id", "nobodys", "coupon", "none").status())
                    .isEqualTo(202);
            int unsigned = shop.send(sale).status();
            int dryRun = shop.report(sale, "dry_run", "1").status();
            int wrong = shop.report(sale, "amount", "-1").status();
            int ofAnOffer = shop.report(with(sale, "advertiser_id", "", "offer_id", "1")).status();
            servers.postgres().start();

            assertThat(List.of(unsigned, dryRun, wrong, ofAnOffer))
                    .containsExactly(401, 503, 422, 503);
            Eventually.equal("0", () -> commands.send("XLEN", "postbacks:{0}"));
            assertThat(
                            database.text(
                                    """
                                    select promoter_id || ' ' || refunded_amount from conversions
                                     where transaction_id = 'by-coupon'
                                    """))
                    .isEqualTo("2 40.0000");
            assertThat(
                            database.text(
                                    """
                                    select string_agg(outcome || coalesce(' ' || error_code, ''),
                                                      ', ' order by id)
                                      from received_postbacks
                                     where transaction_id in ('by-coupon', 'nobodys')
                                    """))
                    .isEqualTo("accepted, accepted, rejected CONV_004");
        }
    }

    @Test
    void a_later_one_waits_behind_those_of_its_transaction() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            Map<String, String> sale = sale(click(1), "queued");
            assertThat(shop.report(sale(click(1), "before-it")).status()).isEqualTo(200);
            commands.send("HSET", "postbacks:waiting:{0}", "live:1:queued", "1");

            int behind = shop.report(sale).status();
            int another = shop.report(sale(click(1), "another")).status();

            assertThat(behind).isEqualTo(202);
            assertThat(another).isEqualTo(200);
        }
    }

    @Test
    void goes_on_without_redis() throws Exception {
        try (RunningEdge edge = servers.edge("EDGE_DRAIN", "1s")) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before-both")).status()).isEqualTo(200);

            servers.redis().stop();
            int without = shop.report(sale(click(1), "without")).status();
            int refund = shop.report(sale(click(1), "may-wait"), "status", "refunded").status();
            servers.postgres().stop();
            int withoutBoth = shop.report(sale(click(1), "both")).status();

            assertThat(without).isEqualTo(200);
            assertThat(refund).as("of what may wait in redis").isEqualTo(503);
            assertThat(withoutBoth).isEqualTo(503);
        }
    }

    @Test
    void says_503_while_nobody_knows_whose_it_is() throws Exception {
        try (RunningEdge edge = servers.edge("LINK_PRELOAD", "0", "EDGE_DRAIN", "1s")) {
            servers.postgres().stop();

            assertThat(new Shop(edge).report(sale(click(1), "unknown")).status()).isEqualTo(503);
        }
    }

    @Test
    void the_next_edge_records_what_the_last_one_queued() throws Exception {
        try (RunningEdge edge = servers.edge("EDGE_DRAIN", "1s")) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before-the-next")).status()).isEqualTo(200);
            servers.postgres().stop();
            assertThat(shop.report(sale(click(1), "left")).status()).isEqualTo(202);
        }
        servers.postgres().start();

        try (RunningEdge _ = servers.edge();
                RunningEdge _ = servers.edge()) {
            Eventually.equal(
                    "approved",
                    () ->
                            database.text(
                                    "select status from conversions where transaction_id = 'left'"));
        }
    }

    @Test
    void a_replay_that_was_asked_for_while_no_edge_ran_is_recorded_by_the_next() throws Exception {
        String rejected =
                """
                select id from received_postbacks
                 where transaction_id = 'replayed-later' and outcome = 'rejected'
                """;
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            Map<String, String> sale = sale(click(1), "replayed-later");
            assertThat(shop.report(sale, "status", "refunded", "amount", "40").status())
                    .isEqualTo(422);
            assertThat(shop.report(sale).status()).isEqualTo(200);
            Eventually.equal(true, () -> !database.text(rejected).isEmpty());
        }
        long kept = database.number(rejected);
        commands.send(
                "EVAL",
                PostbackStream.APPEND,
                "3",
                PostbackStream.STREAM,
                PostbackStream.WAITING,
                PostbackStream.BYTES,
                "100",
                "100000",
                "live:1:replayed-later",
                new PostbackReplay(new AccountId(1), new PostbackId(kept), Instant.now()).encode());

        try (RunningEdge _ = servers.edge()) {
            Eventually.equal("0", () -> commands.send("XLEN", PostbackStream.STREAM));
            assertThat(
                            database.text(
                                    """
                                    select refunded_amount from conversions
                                     where transaction_id = 'replayed-later'
                                    """))
                    .isEqualTo("40.0000");
        }
    }

    @Test
    void what_cannot_be_recorded_is_set_aside_and_holds_nobody_up() throws Exception {
        commands.send("XADD", "postbacks:{0}", "*", "k", "live:1:x", "r", "no report");
        commands.send("XADD", "postbacks:{0}", "*", "z", "z");
        try (RunningEdge edge = servers.edge()) {
            Eventually.equal("2", () -> commands.send("XLEN", "postbacks:poison:{0}"));
            Eventually.equal("0", () -> commands.send("XLEN", "postbacks:{0}"));
            Eventually.equal(
                    true, () -> edge.metrics().contains("afftok_postback_poison_entries 2.0"));
        }
    }

    @Test
    void an_operator_sees_replays_and_drops_what_was_set_aside() throws Exception {
        database.execute(
                """
                alter table conversions
                  add constraint test_only check (transaction_id not in ('stuck', 'hopeless'))
                """);
        try (RunningEdge edge = servers.edge()) {
            Shop shop = new Shop(edge);
            assertThat(shop.report(sale(click(1), "before-stuck")).status()).isEqualTo(200);
            servers.postgres().stop();
            assertThat(shop.report(sale(click(1), "stuck")).status()).isEqualTo(202);
            assertThat(shop.report(sale(click(1), "hopeless")).status()).isEqualTo(202);
            servers.postgres().start();
            Eventually.equal("2", () -> commands.send("XLEN", POISON));

            String seen = edge.admin("GET", "/poison/postbacks").body();
            assertThat(seen)
                    .contains("\"total\":2", "live:1:stuck", "SQLSTATE 23514 test_only")
                    .doesNotContain("amount");
            String hopeless =
                    new JsonObject(seen)
                            .getJsonObject("data")
                            .getJsonArray("postbacks")
                            .getJsonObject(1)
                            .getString("id");
            assertThat(edge.admin("DELETE", "/poison/postbacks?id=" + hopeless).statusCode())
                    .isEqualTo(200);
            assertThat(edge.admin("DELETE", "/poison/postbacks?id=" + hopeless).statusCode())
                    .isEqualTo(404);
            assertThat(edge.admin("DELETE", "/poison/postbacks").statusCode()).isEqualTo(400);

            assertThat(edge.admin("POST", "/poison/postbacks/replay").body())
                    .contains("\"replayed\":1");
            Eventually.equal(
                    true,
                    () -> edge.admin("GET", "/poison/postbacks").body().contains("\"total\":1"));
            assertThat(commands.send("EXISTS", "postbacks:waiting:{0}")).isEqualTo("0");

            database.execute("alter table conversions drop constraint test_only");
            assertThat(edge.admin("POST", "/poison/postbacks/replay").body())
                    .contains("\"replayed\":1");
            Eventually.equal(
                    "approved",
                    () ->
                            database.text(
                                    "select status from conversions where transaction_id = 'stuck'"));
            assertThat(edge.admin("POST", "/poison/postbacks/replay").body())
                    .contains("\"replayed\":0");
            Eventually.equal("0", () -> commands.send("XLEN", POISON));
        }
    }

    @Test
    void forgets_what_it_received_a_month_ago() throws Exception {
        database.execute(
                """
                insert into received_postbacks (advertiser_id, received_at, outcome, error_code,
                                                reason, parameters)
                select 1, now() - make_interval(days => age), 'rejected', 'CONV_001', 'test', '{}'
                  from unnest(array[29, 31, 400]) age
                """);

        try (RunningEdge _ = servers.edge()) {
            Eventually.equal(
                    1L,
                    () ->
                            database.number(
                                    "select count(*) from received_postbacks where reason = 'test'"));
        }
    }
}
