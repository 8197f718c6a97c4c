package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import com.afftok.shared.id.ClickId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The effects of postbacks at an edge as in production. Link 1 pays 5 USD a sale.
class PostbackTest {

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
        database.keepEvents();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void attributes_a_sale_in_the_same_second_as_its_click() {
        String click = edge.click(1).headers().firstValue("X-Click-ID").orElseThrow();

        Answer answer = shop.report(sale(click, "at-once"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().getDouble("commission")).isEqualTo(5.0);
        assertThat(answer.data().getString("currency")).isEqualTo("USD");
        assertThat(answer.data().getString("status")).isEqualTo("approved");
        assertThat(answer.response().body()).contains("\"commission\":5.00");
        Eventually.equal(
                "SA",
                () ->
                        database.text(
                                "select country from conversions where transaction_id = 'at-once'"));
        assertThat(
                        database.text(
                                "select not needs_review from conversions where transaction_id = 'at-once'"))
                .isEqualTo("t");
    }

    @Test
    void answers_as_its_contract_says() {
        String click = click(1);

        assertThat(shop.report(sale(click, "c-1")).verdict()).isEqualTo("200");
        assertThat(shop.report(sale(click, "c-1")).verdict()).isEqualTo("409 CONV_002");
        assertThat(new Shop(edge, "another secret").report(sale(click, "c-2")).verdict())
                .isEqualTo("401 CONV_001");
        assertThat(shop.report(sale("x".repeat(30), "c-3")).verdict()).isEqualTo("404 CONV_004");
        assertThat(shop.report(sale(click(1, Duration.ofDays(31)), "c-4")).verdict())
                .isEqualTo("410 CONV_003");
        assertThat(count("transaction_id like 'c-%'")).isEqualTo(1);
    }

    @Test
    void names_the_conversion_that_was_there() {
        Map<String, String> sale = sale(click(1), "named");
        long id = shop.report(sale).data().getLong("conversion_id");

        assertThat(shop.report(sale).error().getLong("conversion_id")).isEqualTo(id);
    }

    @Test
    void books_the_commission_once_under_100_concurrent_duplicates() throws Exception {
        Map<String, String> sale = sale(click(1), "hundred");
        String form = Shop.form(with(sale, "signature", shop.version2(sale, Instant.now())));
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                answers.add(
                        senders.submit(() ->
                                shop.post("application/x-www-form-urlencoded", form).status()));
            }
        }

        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnlyOnce(200).filteredOn(s -> s == 409).hasSize(99);
        assertThat(count("transaction_id = 'hundred'")).isEqualTo(1);
        assertThat(entries("hundred")).isEqualTo("commission approval");
    }

    @Test
    void moves_a_conversion_forward_only() {
        Map<String, String> sale = sale(click(1), "moves");

        assertThat(shop.report(sale, "status", "pending").data().getString("status"))
                .isEqualTo("pending");
        assertThat(shop.report(sale, "status", "refunded").verdict()).isEqualTo("422 CONV_005");
        assertThat(shop.report(sale).data().getString("status")).isEqualTo("approved");
        assertThat(shop.report(sale).verdict()).isEqualTo("409 CONV_002");
        assertThat(shop.report(sale, "status", "pending").verdict()).isEqualTo("409 CONV_002");
        assertThat(shop.report(sale, "status", "rejected").verdict()).isEqualTo("409 CONV_002");
        assertThat(shop.report(sale, "status", "reversed").data().getString("status"))
                .isEqualTo("reversed");
        assertThat(shop.report(sale).verdict()).isEqualTo("409 CONV_002");
        assertThat(entries("moves")).isEqualTo("commission approval reversal");
        assertThat(events("moves"))
                .isEqualTo("conversion.created conversion.approved conversion.reversed");
    }

    @Test
    void refunds_parts_until_all_is_reversed() {
        Map<String, String> sale = sale(click(1), "parts");
        shop.report(sale);

        Answer third = shop.report(sale, "status", "refunded", "amount", "33.33");
        Answer same = shop.report(sale, "status", "refunded", "amount", "33.33");
        Answer less = shop.report(sale, "status", "refunded", "amount", "20");
        Answer more = shop.report(sale, "status", "refunded", "amount", "100.01");
        Answer all = shop.report(sale, "status", "refunded", "amount", "100");

        assertThat(third.data().getDouble("commission")).isEqualTo(3.33);
        assertThat(third.data().getString("status")).isEqualTo("approved");
        assertThat(same.verdict()).isEqualTo("409 CONV_002");
        assertThat(less.verdict()).isEqualTo("409 CONV_002");
        assertThat(more.verdict()).isEqualTo("422 CONV_005");
        assertThat(all.data().getString("status")).isEqualTo("reversed");
        assertThat(all.data().getDouble("commission")).isZero();
        String total = "The amount of a refund is the total given back so far. It ";
        assertThat(same.error().getString("message"))
                .isEqualTo(total + "has been 33.33 USD already.");
        assertThat(less.error().getString("message"))
                .isEqualTo(total + "has been 33.33 USD already.");
        assertThat(more.error().getString("message"))
                .isEqualTo(total + "can't be more than the 100.00 USD sold.");
        assertThat(
                        database.text(
                                """
                                select sum(p.amount) from ledger_postings p
                                  join ledger_entries e on e.id = p.entry_id
                                  join conversions c on c.id = e.conversion_id
                                 where c.transaction_id = 'parts' and p.account = 'promoter_available'
                                """))
                .isEqualTo("0.0000");
    }

    @Test
    void approves_no_other_amount_than_was_reported() {
        Map<String, String> sale = sale(click(1), "other");
        shop.report(sale, "status", "pending");

        assertThat(shop.report(sale, "amount", "1000").verdict()).isEqualTo("422 CONV_005");
        assertThat(shop.report(sale, "status", "rejected").data().getString("status"))
                .isEqualTo("rejected");
        assertThat(entries("other")).isEqualTo("commission rejection");
    }

    @Test
    void stores_nothing_in_a_dry_run() {
        Map<String, String> sale = sale(click(1), "dry");
        long kept = database.number("select count(*) from received_postbacks");

        Answer dry = shop.report(sale, "dry_run", "1");

        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.data().getDouble("commission")).isEqualTo(5.0);
        assertThat(dry.data().getBoolean("dry_run")).isTrue();
        assertThat(dry.data().getValue("conversion_id")).isNull();
        assertThat(shop.report(sale, "dry_run", "1", "status", "refunded").verdict())
                .isEqualTo("422 CONV_005");
        assertThat(shop.report(sale, "dry_run", "1", "amount", "none").verdict())
                .isEqualTo("422 CONV_005");
        assertThat(shop.send(with(sale, "dry_run", "1")).verdict()).isEqualTo("401 CONV_001");
        assertThat(count("transaction_id = 'dry'")).isZero();
        assertThat(database.number("select count(*) from received_postbacks")).isEqualTo(kept);
        shop.report(sale);
        assertThat(shop.report(sale, "dry_run", "1").verdict()).isEqualTo("409 CONV_002");
    }

    @Test
    void a_refused_click_earns_nothing_and_its_advertiser_is_told_why() {
        ClickId refused = database.addClick("fraud");

        Answer answer = shop.report(sale(Shop.code(refused), "fraud"));

        assertThat(answer.verdict()).isEqualTo("404 CONV_004");
        assertThat(answer.error().getString("message")).contains("fraud");
        assertThat(count("transaction_id = 'fraud'")).isZero();
        assertThat(
                        database.text(
                                """
                                select outcome || ' ' || error_code || ' ' || reason
                                  from received_postbacks where transaction_id = 'fraud'
                                """))
                .startsWith("rejected CONV_004 The click was refused as fraud");
    }

    @Test
    void says_that_the_transaction_came_from_another_click_before() {
        shop.report(sale(click(1), "twice-led"));

        Answer answer = shop.report(sale(click(1), "twice-led"));

        assertThat(answer.verdict()).isEqualTo("409 CONV_002");
        assertThat(answer.error().getString("message"))
                .endsWith("It is attributed to another click.");
    }

    @Test
    void a_rejected_one_earns_nothing_however_often_it_is_reported() {
        Map<String, String> sale = sale(click(1), "rejected");

        assertThat(shop.report(sale, "status", "rejected").data().getDouble("commission")).isZero();
        assertThat(
                        database.text(
                                "select status_reason is null from conversions where transaction_id = 'rejected'"))
                .isEqualTo("t");
    }

    @Test
    void attributes_within_the_window_of_the_offer() {
        database.addLink(21, "https://short.example.com/");
        database.agree(21, "attribution_days = 7");

        Answer late = shop.report(sale(click(21, Duration.ofDays(8)), "late"));
        Answer early = shop.report(sale(click(21, Duration.ofDays(6)), "early"));

        assertThat(late.verdict()).isEqualTo("410 CONV_003");
        assertThat(late.error().getString("message")).contains("7 days");
        assertThat(early.status()).isEqualTo(200);
    }

    @Test
    void judges_and_pays_a_sale_by_the_terms_of_its_click() {
        database.addLink(22, "https://changed.example.com/");
        String before = click(22, Duration.ofDays(10));
        String held = click(22, Duration.ofDays(9));
        database.execute(
                """
                update offers
                   set payout = 1, attribution_days = 3, holding_days = 2, min_seconds_to_conversion = 60
                 where id = 22
                """);
        String after = click(22, Duration.ofSeconds(-1));

        Answer old = shop.report(sale(before, "terms-1"));
        shop.report(sale(held, "terms-2"), "status", "pending");
        Answer fresh = shop.report(sale(after, "terms-3"));

        assertThat(old.data().getString("status")).isEqualTo("approved");
        assertThat(old.data().getDouble("commission")).isEqualTo(5.0);
        assertThat(holdingDays("terms-2")).isEqualTo("14");
        assertThat(fresh.data().getString("status")).isEqualTo("pending");
        assertThat(fresh.data().getDouble("commission")).isEqualTo(1.0);
        assertThat(
                        shop.report(sale(RunningEdge.code(22), "terms-4"))
                                .data()
                                .getDouble("commission"))
                .isEqualTo(1.0);
    }

    @Test
    void takes_each_of_several_changes_for_the_clicks_up_to_the_next() {
        database.addLink(23, "https://twice.example.com/");
        database.execute(
                """
                insert into replaced_offer_terms (offer_id, replaced_at, payout, payout_type, payout_percent,
                                                  goals, attribution_days, holding_days, min_seconds_to_conversion)
                values (23, now() - interval '6 days', 3, 'cpa', 0, '{}', 30, 14, 0),
                       (23, now() - interval '3 days', 0, 'cps', 4, '{lead}', 30, 14, 0)
                """);

        Answer first = shop.report(sale(click(23, Duration.ofDays(7)), "first"), "goal", "sale");
        Answer second = shop.report(sale(click(23, Duration.ofDays(5)), "second"), "goal", "lead");
        Answer third = shop.report(sale(click(23, Duration.ofDays(1)), "third"), "goal", "sale");

        assertThat(first.data().getDouble("commission")).isEqualTo(3.0);
        assertThat(second.data().getDouble("commission")).isEqualTo(4.0);
        assertThat(third.data().getDouble("commission")).isEqualTo(5.0);
        assertThat(shop.report(sale(click(23, Duration.ofDays(5)), "no"), "goal", "sale").verdict())
                .isEqualTo("422 CONV_005");
    }

    private static String holdingDays(String transaction) {
        return database.text(
                """
                select extract(day from hold_until - created_at) from conversions
                 where transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    @Test
    void refunds_a_sale_whose_click_is_too_old_by_now() {
        String click = click(1, Duration.ofDays(29));
        shop.report(sale(click, "aged"));
        String older = click(1, Duration.ofDays(31));

        assertThat(shop.report(sale(older, "aged"), "status", "reversed").status()).isEqualTo(200);
    }

    @Test
    void attributes_by_a_link_code_and_by_a_coupon() {
        database.execute(
                """
                insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code)
                values (1, 1, 2, 1, 'Anna10')
                """);

        assertThat(shop.report(sale(RunningEdge.code(1), "by-code")).status()).isEqualTo(200);
        Map<String, String> coupon = sale("", "by-coupon");
        coupon.remove("click_id");
        assertThat(shop.report(coupon, "coupon", "ANNA10", "offer_id", "1").status())
                .isEqualTo(200);
        assertThat(
                        shop.report(
                                        coupon,
                                        "coupon",
                                        "ANNA10",
                                        "advertiser_id",
                                        "1",
                                        "transaction_id",
                                        "by-coupon-2")
                                .status())
                .isEqualTo(200);
        assertThat(shop.report(coupon, "coupon", "ANNA11", "offer_id", "1").verdict())
                .isEqualTo("404 CONV_004");
        assertThat(shop.report(coupon, "coupon", "ANNA10").verdict()).isEqualTo("400 VALID_001");
        assertThat(
                        database.text(
                                """
                                select promoter_id || coalesce(click_id::text, '') from conversions
                                 where transaction_id = 'by-coupon'
                                """))
                .isEqualTo("2");
    }

    @Test
    void answers_tracking_tools_in_one_line() {
        Map<String, String> sale = sale(click(1), "text");

        Answer good = shop.report(sale, "format", "text");
        Answer bad = shop.report(sale, "format", "text", "status", "sold;out");

        assertThat(good.response().body()).isEqualTo("success=true;");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.response().body()).startsWith("success=false; err_msg=").endsWith(";");
        assertThat(good.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
    }

    private static long count(String condition) {
        return database.number("select count(*) from conversions where " + condition);
    }

    private static String entries(String transaction) {
        return database.text(
                """
                select string_agg(kind, ' ' order by e.id) from ledger_entries e
                  join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
                 where c.transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    private static String events(String transaction) {
        return database.text(
                """
                select string_agg(event, ' ' order by id) from events
                 where payload ->> 'transaction_id' = '%s'
                """
                        .formatted(transaction));
    }
}
