package com.afftok.edge;

import static com.afftok.edge.Beacons.purchase;
import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Purchases reported by a browser, beside signed postbacks. Links 1 and 2 pay 5 USD a sale.
class PixelPurchaseTest {

    private static RunningShop running;
    private static Database database;
    private static Beacons beacons;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        database.addLink(2, "https://shop.example.com/");
        beacons = new Beacons(running.edge());
        shop = running.shop();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void enters_as_pending_and_waits_for_a_person() {
        Answer answer = beacons.send(purchase(click(1), "a"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body())
                .isEqualTo("{\"success\":true,\"data\":{\"status\":\"pending\"}}");
        assertThat(conversions("a")).isEqualTo("pixel pending 100.0000 5.0000 open");
        assertThat(entries("a")).isEqualTo("null");
    }

    @Test
    void is_never_more_than_pending_whatever_it_asks_for() {
        Map<String, String> greedy =
                with(
                        purchase(click(1), "greedy"),
                        "status",
                        "approved",
                        "signature",
                        "x",
                        "dry_run",
                        "1",
                        "adv1",
                        "x",
                        "timestamp",
                        "1");

        assertThat(beacons.send(greedy).status()).isEqualTo(200);

        assertThat(conversions("greedy")).isEqualTo("pixel pending 100.0000 5.0000 open");
    }

    @Test
    void says_nothing_of_what_a_signed_sale_earns() {
        database.addLink(4, "https://shop.example.com/");
        database.execute(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount,
                                              currency, conditions)
                values (1, 4, 'New', 'cpa', 40, 'USD', '[{"on": "customer_type", "in": ["new"]}]');
                insert into commission_caps (advertiser_id, offer_id, period, max_conversions)
                values (1, 4, 'day', 2)
                """);

        for (int i = 0; i < 3; i++) {
            String click = click(4);
            beacons.send(with(purchase(click, "signed-" + i), "customer_type", "new"));
            Answer signed = shop.report(sale(click, "signed-" + i), "customer_type", "returning");
            assertThat(signed.data().getDouble("commission")).isEqualTo(i < 2 ? 5.0 : 0.0);
        }
    }

    @Test
    void is_one_conversion_however_often_it_is_said() {
        Map<String, String> purchase = purchase(click(1), "again");

        for (int i = 0; i < 3; i++) {
            assertThat(beacons.send(purchase).response().body()).contains("\"pending\"");
            assertThat(beacons.image(purchase).statusCode()).isEqualTo(200);
        }

        assertThat(conversions("again")).isEqualTo("pixel pending 100.0000 5.0000 open");
    }

    @Test
    void refuses_what_a_postback_is_refused_for() {
        String click = click(1);
        Map<String, String> purchase = purchase(click, "wrong");

        assertThat(beacons.send(with(purchase, "click_id", "x".repeat(30))).verdict())
                .isEqualTo("404 CONV_004");
        assertThat(beacons.send(with(purchase, "click_id", RunningEdge.code(1))).verdict())
                .isEqualTo("404 CONV_004");
        assertThat(beacons.send(with(purchase, "click_id", click(9_999))).verdict())
                .isEqualTo("404 CONV_004");
        assertThat(beacons.send(purchase(click(1, Duration.ofDays(31)), "wrong")).verdict())
                .isEqualTo("410 CONV_003");
        for (String amount :
                new String[] {
                    "0",
                    "-0",
                    "-1",
                    "1e3",
                    "NaN",
                    "1,00",
                    " 1",
                    "1 ",
                    "+1",
                    "12.345",
                    "9".repeat(40)
                }) {
            Map<String, String> sale = with(purchase, "amount", amount);
            assertThat(beacons.send(sale).verdict()).as(amount).isEqualTo("422 CONV_005");
            assertThat(Beacons.verdict(beacons.image(sale))).as(amount).isEqualTo("422 CONV_005");
        }
        for (String currency : new String[] {"XXQ", "usd", "US", "$"}) {
            assertThat(beacons.send(with(purchase, "currency", currency)).verdict())
                    .as(currency)
                    .isEqualTo("422 CONV_005");
        }
        for (String amount : new String[] {"", " "}) {
            assertThat(beacons.send(with(purchase, "amount", amount)).verdict())
                    .isEqualTo("400 VALID_001");
        }
        assertThat(beacons.send(with(purchase, "transaction_id", "")).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(beacons.send(with(purchase, "transaction_id", "x".repeat(201))).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(conversions("wrong")).isEqualTo("null");
    }

    @Test
    void lets_every_origin_read_why_it_was_refused() {
        Map<String, String> purchase = purchase(click(1), "origin");

        for (Map<String, String> refused :
                List.of(
                        with(purchase, "click_id", "forged"),
                        with(purchase, "amount", "-1"),
                        with(purchase, "transaction_id", ""),
                        purchase(click(1, Duration.ofDays(31)), "origin"))) {
            assertThat(beacons.send(refused).response().headers().map())
                    .as("%s", refused)
                    .containsEntry("access-control-allow-origin", List.of("*"));
        }
    }

    @Test
    void is_a_purchase_in_capitals_or_not() {
        for (String event : List.of("Purchase", "purchase", "PURCHASE")) {
            Map<String, String> said = with(purchase(click(1), event), "event", event);

            assertThat(beacons.send(said).status()).as(event).isEqualTo(200);
            assertThat(conversions(event)).isEqualTo("pixel pending 100.0000 5.0000 open");
            assertThat(beacons.send(with(said, "click_id", "forged")).verdict())
                    .isEqualTo("404 CONV_004");
        }
        Map<String, String> image = with(purchase(click(1), "lower"), "event", "purchase");
        assertThat(Beacons.verdict(beacons.image(image))).isEqualTo("200");
        assertThat(conversions("lower")).isEqualTo("pixel pending 100.0000 5.0000 open");
    }

    @Test
    void needs_a_click_where_a_postback_may_name_a_coupon() {
        Map<String, String> coupon =
                with(purchase("", "coupon"), "coupon", "SUMMER", "advertiser_id", "1");

        assertThat(beacons.send(coupon).verdict()).isEqualTo("400 VALID_001");
    }

    @Test
    void gives_way_to_the_signed_postback_that_says_the_same() {
        String click = click(1);
        beacons.send(purchase(click, "same"));

        Answer answer = shop.report(sale(click, "same"));

        assertThat(answer.data().getString("status")).isEqualTo("approved");
        assertThat(conversions("same"))
                .isEqualTo(
                        "pixel rejected 100.0000 5.0000 superseded, postback approved 100.0000"
                                + " 5.0000 open");
        assertThat(earned("same")).isEqualTo("5.0000");
    }

    @Test
    void gives_way_to_the_signed_postback_that_names_another_amount() {
        String click = click(1);
        beacons.send(with(purchase(click, "amount"), "amount", "9999.00"));

        assertThat(shop.report(sale(click, "amount")).status()).isEqualTo(200);

        assertThat(conversions("amount"))
                .isEqualTo(
                        "pixel rejected 9999.0000 5.0000 superseded, postback approved 100.0000"
                                + " 5.0000 open");
        assertThat(earned("amount")).isEqualTo("5.0000");
    }

    @Test
    void pays_nobody_who_claimed_the_sale_of_another_one() {
        beacons.send(purchase(click(2), "claimed"));

        Answer answer = shop.report(sale(click(1), "claimed"));
        Answer again = shop.report(sale(click(1), "claimed"));

        assertThat(answer.data().getString("status")).isEqualTo("approved");
        assertThat(again.verdict()).isEqualTo("409 CONV_002");
        assertThat(
                        database.text(
                                "select link_id from conversions where status = 'approved' and"
                                        + " transaction_id = 'claimed'"))
                .isEqualTo("1");
        assertThat(beacons.send(purchase(click(2), "claimed")).status()).isEqualTo(200);
        assertThat(
                        database.number(
                                "select count(*) from conversions where transaction_id = 'claimed'"))
                .isEqualTo(2);
        assertThat(earned("claimed")).isEqualTo("5.0000");
    }

    @Test
    void gives_way_to_a_signed_postback_that_approves_itself_later() {
        String click = click(1);
        beacons.send(purchase(click, "pending"));

        assertThat(shop.report(sale(click, "pending"), "status", "pending").status())
                .isEqualTo(200);

        assertThat(conversions("pending"))
                .isEqualTo(
                        "pixel rejected 100.0000 5.0000 superseded, postback pending 100.0000"
                                + " 5.0000 held");
    }

    @Test
    void is_rejected_by_the_signed_postback_and_stays_so() {
        String click = click(1);
        beacons.send(purchase(click, "rejected"));

        assertThat(shop.report(sale(click, "rejected"), "status", "rejected").status())
                .isEqualTo(200);
        assertThat(shop.report(sale(click, "rejected")).verdict()).isEqualTo("409 CONV_002");

        assertThat(conversions("rejected")).isEqualTo("pixel rejected 100.0000 5.0000 open");
    }

    @Test
    void stays_where_the_postback_that_contradicts_it_is_refused_or_only_tried() {
        beacons.send(purchase(click(2), "kept"));

        assertThat(shop.report(sale(click(1, Duration.ofDays(31)), "kept")).verdict())
                .isEqualTo("410 CONV_003");
        assertThat(shop.report(sale(click(1), "kept"), "dry_run", "1").status()).isEqualTo(200);
        assertThat(shop.report(sale(click(1), "kept"), "status", "refunded").verdict())
                .isEqualTo("422 CONV_005");

        assertThat(conversions("kept")).isEqualTo("pixel pending 100.0000 5.0000 open");
    }

    @Test
    void waits_in_redis_while_postgres_is_away() throws Exception {
        try (RunningShop away = RunningShop.open()) {
            Beacons many = new Beacons(away.edge());
            String click = click(1);
            many.send(purchase(click, "warm"));
            away.servers().postgres().stop();

            Answer queued = many.send(purchase(click, "queued"));
            Answer again = many.send(purchase(click, "queued"));
            away.servers().postgres().start();

            assertThat(queued.status()).isEqualTo(202);
            assertThat(queued.data().getString("status")).isEqualTo("queued");
            assertThat(again.status()).isEqualTo(202);
            Eventually.equal(
                    "1 pending",
                    () ->
                            away.database()
                                    .text(
                                            """
                                            select count(*) || ' ' || min(status) from conversions
                                             where transaction_id = 'queued'
                                            """));
        }
    }

    @Test
    void limits_purchases_of_an_address_and_of_a_click() throws Exception {
        try (RunningEdge strict =
                running.servers().edge("PIXEL_PURCHASES", "1", "PIXEL_PURCHASES_BURST", "3")) {
            Beacons many = new Beacons(strict);
            String one = click(1);
            for (int i = 0; i < 3; i++) {
                assertThat(many.send(purchase(one, "t-" + i)).status()).isEqualTo(200);
                assertThat(
                                many.send(
                                                purchase(click(1), "u-" + i),
                                                "X-Forwarded-For",
                                                "188.54.201.1")
                                        .status())
                        .isEqualTo(200);
            }

            assertThat(many.send(purchase(one, "t-4")).verdict()).isEqualTo("429 RATE_001");
            assertThat(
                            many.send(purchase(click(1), "u-4"), "X-Forwarded-For", "188.54.201.1")
                                    .verdict())
                    .isEqualTo("429 RATE_001");
            assertThat(many.send(purchase(click(1), "v")).status()).isEqualTo(200);
        }
    }

    /// Source, status, amount and commission of the conversions of a transaction, in order.
    private static String conversions(String transaction) {
        return database.text(
                """
                select string_agg(
                         source || ' ' || status || ' ' || amount || ' ' || commission || ' '
                         || case when superseded then 'superseded'
                                 when hold_until is not null then 'held' else 'open' end,
                         ', ' order by id)
                  from conversions where transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    private static String entries(String transaction) {
        return database.text(
                """
                select string_agg(kind, ' ' order by kind)
                  from ledger_entries e join conversions c on c.id = e.conversion_id
                 where c.transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    /// The promoter's commission of a transaction, approved or not.
    private static String earned(String transaction) {
        return database.text(
                """
                select sum(p.amount)
                  from ledger_postings p
                  join ledger_entries e on (e.advertiser_id, e.id) = (p.advertiser_id, p.entry_id)
                  join conversions c on c.id = e.conversion_id
                 where c.transaction_id = '%s' and p.owner_id = 2
                """
                        .formatted(transaction));
    }
}
