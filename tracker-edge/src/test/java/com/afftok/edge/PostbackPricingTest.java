package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import com.afftok.shared.id.ClickId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Commissions under the rules and caps of an offer, deferred checks, and the rate limit of
/// advertisers.
class PostbackPricingTest {

    private static RunningShop running;
    private static Database database;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        shop = running.shop();
        database.keepEvents();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void a_tier_begins_with_the_sale_after_those_it_asks_for() {
        database.addLink(30, "https://tiers.example.com/");
        database.execute(
                """
                insert into commission_rules (id, advertiser_id, offer_id, name, payout_type, amount, currency)
                values (30, 1, 30, 'Volume', 'cpa', 6, 'USD');
                insert into commission_tiers (rule_id, min_sales, rate) values (30, 2, 9.5);
                """);

        assertThat(commissions(30, 4)).containsExactly(6.0, 6.0, 9.5, 9.5);
        assertThat(
                        database.text(
                                """
                                select string_agg(distinct rule_id || ' ' || (explanation -> 'tier' ->> 'rate'), '')
                                  from commissions where rule_id = 30 and amount = 9.5
                                """))
                .isEqualTo("30 9.5");
    }

    @Test
    void what_goes_beyond_a_cap_is_recorded_and_not_paid() {
        database.addLink(31, "https://caps.example.com/");
        database.execute(
                """
                insert into commission_caps (advertiser_id, offer_id, period, max_conversions)
                values (1, 31, 'total', 2)
                """);

        assertThat(commissions(31, 3)).containsExactly(5.0, 5.0, 0.0);
        assertThat(shop.report(sale(click(31), "31-x")).data().getString("reason"))
                .isEqualTo("cap_total");
        assertThat(reason("31-2")).isEqualTo("cap_total false");
        assertThat(
                        database.text(
                                "select distinct not_paid from commissions where not_paid is not null"))
                .isEqualTo("cap_total");
    }

    @Test
    void a_rule_that_cannot_be_read_pays_nobody_unseen() {
        database.addLink(32, "https://broken.example.com/");
        database.execute(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency, conditions)
                values (1, 32, 'Broken', 'cpa', 600, 'USD', '[{"on": "weather"}]')
                """);

        var data = shop.report(sale(click(32), "broken")).data();

        assertThat(data.getDouble("commission")).isEqualTo(5.0);
        assertThat(data.getString("status")).isEqualTo("pending");
        assertThat(reason("broken")).isEqualTo("rule_not_readable true");
    }

    @Test
    void a_click_that_turns_out_to_be_refused_is_looked_at() {
        ClickId late = Shop.clickId(1, Duration.ofMinutes(1));
        shop.report(sale(Shop.code(late), "late-row"));

        database.execute(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id,
                                    bucket, score, rule_set, device, visitor)
                values (1, to_timestamp(%d / 1000.0), '%s', 1, 1, 2, 'bot', 90, 1, 'desktop', 1)
                """
                        .formatted(late.millis(), late.uuid()));

        Eventually.equal("click_bot true", () -> reason("late-row"));
    }

    @Test
    void a_click_that_never_comes_is_looked_at() {
        database.execute(
                """
                insert into conversions (advertiser_id, transaction_id, click_id, clicked_at, link_id, offer_id,
                                         promoter_id, status, amount, currency, commission_currency, created_at,
                                         updated_at, reviewed_at)
                select 1, name, gen_random_uuid(), now(), 1, 1, 2, 'pending', 1, 'USD', 'USD',
                       now() - interval '11 minutes', now() - interval '11 minutes', reviewed
                  from (values ('no-row', null), ('let-go', now())) as kinds (name, reviewed)
                """);

        Eventually.equal("click_not_recorded true", () -> reason("no-row"));
        assertThat(
                        database.text(
                                """
                                select string_agg(e.actor || ' ' || e.needs_review, ', ' order by e.id)
                                  from conversion_events e
                                  join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
                                 where c.transaction_id = 'no-row'
                                """))
                .isEqualTo("postback false, click_check true");
        assertThat(
                        database.text(
                                "select needs_review from conversions where transaction_id = 'let-go'"))
                .isEqualTo("f");
    }

    @Test
    void a_pending_one_approves_itself_after_the_holding_period() {
        shop.report(sale(click(1), "held-first"), "status", "pending");

        assertThat(
                        database.text(
                                """
                                select hold_until between now() + interval '13 days'
                                                      and now() + interval '14 days'
                                  from conversions where transaction_id = 'held-first'
                                """))
                .isEqualTo("t");

        database.execute(
                "update conversions set hold_until = now() where transaction_id = 'held-first'");

        Eventually.equal(
                "approved true",
                () ->
                        database.text(
                                """
                                select status || ' ' || (hold_until is null) from conversions
                                 where transaction_id = 'held-first'
                                """));
        assertThat(
                        database.text(
                                """
                                select (select string_agg(e.kind, ', ' order by e.id)
                                          from ledger_entries e where e.conversion_id = c.id)
                                       || ' / ' ||
                                       (select string_agg(o.event, ', ' order by o.id) from events o
                                         where (o.payload ->> 'conversion_id')::bigint = c.id)
                                  from conversions c where c.transaction_id = 'held-first'
                                """))
                .isEqualTo("commission, approval / conversion.created, conversion.approved");
    }

    @Test
    void holds_a_sale_for_review_that_came_too_fast() {
        database.addLink(20, "https://fast.example.com/");
        database.agree(20, "min_seconds_to_conversion = 60");
        Map<String, String> sale = sale(click(20, Duration.ofSeconds(5)), "fast");

        Answer answer = shop.report(sale);

        assertThat(answer.data().getString("status")).isEqualTo("pending");
        assertThat(
                        database.text(
                                """
                                select status_reason || ' ' || needs_review || ' ' || (hold_until is null)
                                  from conversions where transaction_id = 'fast'
                                """))
                .isEqualTo("too_fast true true");
        assertThat(shop.report(sale).verdict()).isEqualTo("409 CONV_002");
        assertThat(
                        shop.report(sale(click(20, Duration.ofSeconds(70)), "slow"))
                                .data()
                                .getString("status"))
                .isEqualTo("approved");
    }

    @Test
    void does_not_mind_a_click_of_an_edge_whose_clock_is_ahead() {
        Answer answer = shop.report(sale(click(1, Duration.ofSeconds(-5)), "ahead"));

        assertThat(answer.data().getString("status")).isEqualTo("approved");
    }

    @Test
    void holds_a_sale_for_review_that_was_made_before_its_click() {
        String click = click(1, Duration.ofMinutes(5));
        Instant dayBefore = Instant.now().minus(Duration.ofHours(25));

        Answer answer = shop.report(sale(click, "day-before"), "timestamp", dayBefore.toString());

        assertThat(answer.data().getString("status")).isEqualTo("pending");
        assertThat(answer.data().getString("reason")).isEqualTo("before_click");
        Instant otherZone = Instant.now().minus(Duration.ofHours(23));
        assertThat(
                        shop.report(sale(click, "other-zone"), "timestamp", otherZone.toString())
                                .data()
                                .getString("status"))
                .isEqualTo("approved");
    }

    @Test
    void what_somebody_has_to_look_at_does_not_approve_itself() {
        for (String transaction : List.of("for-review", "of-banned", "not-yet")) {
            shop.report(sale(click(1), transaction), "status", "pending");
        }

        database.execute(
                """
                update conversions set needs_review = true, hold_until = now() - interval '2 days'
                 where transaction_id = 'for-review';
                update accounts set status = 'banned' where id = 2;
                update conversions set hold_until = now() - interval '1 day'
                 where transaction_id = 'of-banned'
                """);

        Eventually.equal("promoter_not_active true", () -> reason("of-banned"));
        database.execute("update accounts set status = 'active' where id = 2");
        assertThat(
                        database.text(
                                """
                                select string_agg(distinct status, '') from conversions
                                 where transaction_id in ('for-review', 'of-banned', 'not-yet')
                                """))
                .isEqualTo("pending");
    }

    @Test
    void what_is_held_for_review_stays_held_when_a_part_is_given_back() {
        shop.report(sale(click(1), "held"));
        database.execute(
                "update conversions set needs_review = true where transaction_id = 'held'");

        assertThat(
                        shop.report(sale(click(1), "held"), "status", "refunded", "amount", "1")
                                .status())
                .isEqualTo(200);

        assertThat(
                        database.text(
                                "select needs_review from conversions"
                                        + " where transaction_id = 'held'"))
                .isEqualTo("t");
    }

    @Test
    void more_than_the_rate_is_refused_and_told_when_to_come_again() throws Exception {
        try (RunningEdge strict =
                running.servers()
                        .edge(
                                "POSTBACKS_PER_ADVERTISER",
                                "1",
                                "POSTBACKS_PER_ADVERTISER_BURST",
                                "2",
                                "POSTBACK_REFUSALS_KEPT",
                                "3")) {
            Shop busy = new Shop(strict);
            busy.report(sale(click(1), "rate-1"));
            busy.report(sale(click(1), "rate-2"));
            for (int i = 0; i < 20; i++) {
                busy.send(sale(click(1), "unsigned"));
            }

            var third = busy.report(sale(click(1), "rate-3"));

            assertThat(third.verdict()).isEqualTo("429 RATE_001");
            assertThat(third.response().headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
            assertThat(third.response().headers().firstValue("X-RateLimit-Remaining"))
                    .hasValue("0");
            Eventually.equal("rejected RATE_001 true", () -> kept("rate-3"));

            // Each attempt to store one counts, and one more is permitted every twenty seconds.
            AtomicInteger next = new AtomicInteger(4);
            Runnable again = () -> busy.report(sale(click(1), "rate-" + next.getAndIncrement()));
            Eventually.equal(
                    true,
                    () -> {
                        again.run();
                        return beyondRate() >= 3;
                    });
            for (int i = 0; i < 20; i++) {
                again.run();
            }
            assertThat(beyondRate()).isBetween(3L, 5L);
        }
    }

    private static long beyondRate() {
        return database.number(
                "select count(*) from received_postbacks where error_code = 'RATE_001'");
    }

    private static List<Double> commissions(long link, int sales) {
        List<Double> commissions = new ArrayList<>();
        for (int i = 0; i < sales; i++) {
            commissions.add(
                    shop.report(sale(click(link), link + "-" + i)).data().getDouble("commission"));
        }
        return commissions;
    }

    private static String kept(String transaction) {
        return database.text(
                """
                select outcome || ' ' || error_code || ' ' || proven from received_postbacks
                 where transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    private static String reason(String transaction) {
        return database.text(
                """
                select status_reason || ' ' || needs_review from conversions
                 where transaction_id = '%s'
                """
                        .formatted(transaction));
    }
}
