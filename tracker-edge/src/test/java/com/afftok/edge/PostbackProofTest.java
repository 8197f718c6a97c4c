package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Verification of signatures, and the validity of secrets.
class PostbackProofTest {

    private static final String TEST_SECRET = "test-secret-test-secret-test-secret";

    private static RunningShop running;
    private static Database database;
    private static RunningEdge edge;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        edge = running.edge();
        shop = running.shop();
        database.execute(Shop.insertSecret(1, "test", 1, TEST_SECRET));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void takes_both_versions_of_the_signature_from_parameter_and_header() {
        Map<String, String> sale = sale(click(1), "v1");

        assertThat(shop.get(Shop.form(with(sale, "sig", shop.version1(sale)))).status())
                .isEqualTo(200);
        Map<String, String> other = sale(click(1), "v2");
        assertThat(
                        shop.post(
                                        "application/json",
                                        new JsonObject()
                                                .put("cid", other.get("click_id"))
                                                .put("transaction_id", "v2")
                                                .put("amount", "100.00")
                                                .put("currency", "USD")
                                                .put("status", "approved")
                                                .encode(),
                                        "X-Signature",
                                        shop.version2(other, Instant.now()))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void takes_a_json_number_as_it_was_written() {
        Map<String, String> sale = sale(click(1), "number");
        String body =
                """
                {"subid": "%s", "transaction_id": "number", "amount": 100.00, "signature": "%s"}
                """
                        .formatted(sale.get("click_id"), shop.version1(sale));

        assertThat(shop.post("application/json; charset=utf-8", body).status()).isEqualTo(200);
        assertThat(database.text("select status from conversions where transaction_id = 'number'"))
                .isEqualTo("approved");
    }

    @Test
    void refuses_a_signature_that_is_old_or_of_other_values() {
        Map<String, String> sale = sale(click(1), "old");
        String old = shop.version2(sale, Instant.now().minusSeconds(310));
        String ahead = shop.version2(sale, Instant.now().plusSeconds(310));
        String good = shop.version2(sale, Instant.now());

        assertThat(shop.send(with(sale, "signature", old)).verdict()).isEqualTo("401 CONV_001");
        assertThat(shop.send(with(sale, "signature", ahead)).verdict()).isEqualTo("401 CONV_001");
        assertThat(shop.send(with(sale, "signature", good, "amount", "1000.00")).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.send(with(sale, "signature", good, "status", "pending")).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.send(with(sale, "signature", "sesame")).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.send(sale).verdict()).isEqualTo("401 CONV_001");
        assertThat(count("transaction_id = 'old'")).isZero();
    }

    @Test
    void a_signature_proves_no_other_sale_than_its_own() {
        database.execute(
                """
                insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code)
                values (1, 1, 2, 1, 'FIRST'), (1, 1, 2, 1, 'SECOND'), (1, 1, 2, 1, 'FIRST.T')
                """);
        Map<String, String> sale = sale(click(1), "t-1");
        Map<String, String> byCoupon = sale("", "c-1");
        byCoupon.remove("click_id");
        byCoupon.put("coupon", "FIRST");
        byCoupon.put("offer_id", "1");
        String click = sale.get("click_id");

        Map<String, String> withoutClick = with(byCoupon, "transaction_id", click + "t-1");
        assertThat(shop.send(with(withoutClick, "sig", shop.version1(sale))).verdict())
                .isEqualTo("401 CONV_001");
        Map<String, String> dotted = with(sale, "transaction_id", "t-1.100", "amount", "5");
        assertThat(shop.report(dotted).verdict()).isEqualTo("401 CONV_001");
        String signed = shop.version2(byCoupon, Instant.now());
        assertThat(shop.report(with(byCoupon, "coupon", "FIRST.T")).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.send(with(byCoupon, "coupon", "SECOND", "signature", signed)).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.send(with(byCoupon, "signature", signed)).verdict()).isEqualTo("200");
    }

    @Test
    void takes_a_second_secret_as_soon_as_it_is_made() {
        Shop changed = new Shop(edge, "second-secret-second-secret");
        assertThat(shop.report(sale(click(1), "first")).status()).isEqualTo(200);

        database.execute(Shop.insertSecret(1, "live", 2, "second-secret-second-secret"));

        Eventually.equal(
                200,
                () ->
                        changed.report(
                                        sale(click(1), "second"),
                                        "transaction_id",
                                        "second-" + System.nanoTime())
                                .status());
        assertThat(shop.report(sale(click(1), "third")).status()).isEqualTo(200);
    }

    @Test
    void a_revoked_secret_proves_nothing_as_soon_as_edges_are_told() throws Exception {
        String leaked = "leaked-secret-leaked-secret-leaked-secret";
        database.execute("update postback_secrets set revoked_at = now() where slot = 2");
        database.execute(Shop.insertSecret(1, "live", 2, leaked));
        try (RunningEdge edge = running.servers().edge("POSTBACK_SECRET_REFRESH", "1h");
                RedisCommands commands = new RedisCommands(running.servers().redis())) {
            Shop thief = new Shop(edge, leaked);
            assertThat(thief.report(sale(click(1), "before-revocation")).status()).isEqualTo(200);

            database.execute("update postback_secrets set revoked_at = now() where slot = 2");
            commands.send("PUBLISH", "links:changed", "account 1");

            Eventually.equal(
                    "401 CONV_001",
                    () -> thief.report(sale(click(1), "dry"), "dry_run", "1").verdict());
        }
    }

    @Test
    void test_credentials_never_reach_money() {
        Shop testing = new Shop(edge, TEST_SECRET);
        Map<String, String> sale = sale(click(1), "test");
        long entries = database.number("select count(*) from ledger_entries");

        assertThat(testing.report(sale).status()).isEqualTo(200);
        assertThat(testing.report(sale).verdict()).isEqualTo("409 CONV_002");
        Map<String, String> part = with(sale, "status", "refunded", "amount", "40");
        assertThat(testing.report(part).data().getDouble("commission")).isEqualTo(3.0);
        assertThat(testing.report(part).verdict()).isEqualTo("409 CONV_002");
        assertThat(testing.report(part, "amount", "30").verdict()).isEqualTo("409 CONV_002");
        assertThat(testing.report(sale, "status", "reversed").status()).isEqualTo(200);

        assertThat(count("transaction_id = 'test'")).isZero();
        assertThat(
                        database.text(
                                "select status from test_conversions where transaction_id = 'test'"))
                .isEqualTo("reversed");
        assertThat(database.number("select count(*) from ledger_entries")).isEqualTo(entries);
        assertThat(shop.report(sale).status()).isEqualTo(200);
    }

    @Test
    void tells_what_is_left_of_the_rate() {
        var headers = shop.report(sale(click(1), "rate")).response().headers();

        assertThat(headers.firstValue("X-RateLimit-Limit")).hasValue("1000");
        assertThat(headers.firstValue("X-RateLimit-Remaining")).isPresent();
        assertThat(headers.firstValue("X-Request-ID")).isPresent();
    }

    private static long count(String condition) {
        return database.number("select count(*) from conversions where " + condition);
    }
}
