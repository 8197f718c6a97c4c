package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PostbackId;
import com.afftok.shared.postback.PostbackReplay;
import com.afftok.shared.postback.PostbackStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Replays of refused postbacks, requested through Redis as the API does.
class PostbackReplaysTest {

    private static final String TEST_SECRET = "test-secret-test-secret-test-secret";

    private static RunningShop running;
    private static RedisCommands commands;
    private static Database database;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        database.execute(Shop.insertSecret(1, "test", 1, TEST_SECRET));
        commands = new RedisCommands(running.servers().redis());
        shop = running.shop();
    }

    @AfterAll
    static void stop() throws Exception {
        commands.close();
        running.close();
    }

    @Test
    void a_refund_that_came_before_its_sale_is_recorded_after_it() {
        Map<String, String> sale = sale(click(1), "early");
        assertThat(shop.report(sale, "status", "refunded", "amount", "40").verdict())
                .isEqualTo("422 CONV_005");
        assertThat(shop.report(sale).status()).isEqualTo(200);

        replay(1, kept("early"), Instant.now());

        assertThat(
                        database.text(
                                "select refunded_amount from conversions where transaction_id = 'early'"))
                .isEqualTo("40.0000");
        assertThat(replays(kept("early"))).isEqualTo("accepted live true");
    }

    @Test
    void one_that_is_read_twice_is_recorded_once_and_asked_again_tells_a_duplicate() {
        Map<String, String> sale = sale(click(1), "twice");
        shop.report(sale, "status", "refunded", "amount", "40");
        shop.report(sale);
        long kept = kept("twice");
        Instant asked = Instant.now();

        replay(1, kept, asked);
        replay(1, kept, asked);
        replay(1, kept, asked.plusMillis(1));

        assertThat(replays(kept)).isEqualTo("accepted live true, duplicate live true");
    }

    @Test
    void a_sale_is_judged_as_of_the_time_when_it_was_first_reported() {
        database.addLink(2, "https://shop.example.com/");
        database.agree(2, "attribution_days = 3");
        assertThat(shop.report(sale(click(2, Duration.ofDays(10)), "old")).verdict())
                .isEqualTo("410 CONV_003");
        database.execute(
                """
                update received_postbacks set received_at = received_at - interval '9 days'
                 where transaction_id = 'old'
                """);

        replay(1, kept("old"), Instant.now());

        assertThat(replays(kept("old"))).isEqualTo("accepted live true");
        assertThat(
                        database.number(
                                """
                                select (now()::date - created_at::date) from conversions
                                 where transaction_id = 'old'
                                """))
                .isEqualTo(9);
    }

    @Test
    void what_nobody_proved_is_never_recorded() {
        String soon = Long.toString(Instant.now().plus(Duration.ofDays(2)).getEpochSecond());
        Map<String, String> forged = with(sale(click(1), "forged"), "timestamp", soon);
        assertThat(shop.send(with(forged, "signature", "0".repeat(64))).verdict())
                .isEqualTo("400 VALID_001");
        Eventually.equal(1L, () -> rows("forged"));

        replay(1, kept("forged"), Instant.now().plus(Duration.ofDays(3)));

        assertThat(replays(kept("forged"))).isEmpty();
        assertThat(rows("forged")).isEqualTo(1);
    }

    @Test
    void nobody_replays_what_is_anothers() {
        shop.report(sale(click(1), "mine"), "status", "refunded");

        replay(2, kept("mine"), Instant.now());

        assertThat(replays(kept("mine"))).isEmpty();
    }

    @Test
    void what_test_credentials_reported_stays_away_from_money() {
        Shop tester = new Shop(running.edge(), TEST_SECRET);
        Map<String, String> sale = sale(click(1), "test");
        assertThat(tester.report(sale, "status", "refunded").status()).isEqualTo(422);
        assertThat(tester.report(sale, "amount", "1.001").status()).isEqualTo(422);
        Eventually.equal(2L, () -> rows("test"));
        assertThat(tester.report(sale).status()).isEqualTo(200);

        replay(1, kept("test"), Instant.now());

        assertThat(replays(kept("test"))).isEqualTo("accepted test true");
        assertThat(
                        database.text(
                                """
                                select string_agg(distinct mode, ' ') from received_postbacks
                                 where transaction_id = 'test'
                                """))
                .isEqualTo("test");
        assertThat(
                        database.number(
                                "select count(*) from conversions where transaction_id = 'test'"))
                .isZero();
    }

    /// Requests a replay and waits until the edge has processed it.
    private static void replay(long advertiser, long postback, Instant askedAt) {
        AccountId asking = new AccountId(advertiser);
        commands.send(
                "EVAL",
                PostbackStream.APPEND,
                "3",
                PostbackStream.STREAM,
                PostbackStream.WAITING,
                PostbackStream.BYTES,
                "100",
                "100000",
                PostbackStream.transaction("live", asking, "replayed"),
                new PostbackReplay(asking, new PostbackId(postback), askedAt).encode());
        Eventually.equal("0", () -> commands.send("XLEN", PostbackStream.STREAM));
        assertThat(commands.send("EXISTS", PostbackStream.WAITING)).isEqualTo("0");
        assertThat(commands.send("EXISTS", "postbacks:poison:{0}")).isEqualTo("0");
    }

    private static long kept(String transaction) {
        return database.number(
                """
                select min(id) from received_postbacks
                 where transaction_id = '%s' and outcome = 'rejected'
                """
                        .formatted(transaction));
    }

    private static String replays(long postback) {
        return database.text(
                """
                select coalesce(string_agg(outcome || ' ' || mode || ' ' || proven, ', ' order by id), '')
                  from received_postbacks where replay_of = %d
                """
                        .formatted(postback));
    }

    private static long rows(String transaction) {
        return database.number(
                "select count(*) from received_postbacks where transaction_id = '%s'"
                        .formatted(transaction));
    }
}
