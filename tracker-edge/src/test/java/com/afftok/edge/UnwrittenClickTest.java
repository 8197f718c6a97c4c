package com.afftok.edge;

import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sales reported before their click is written, under rules that depend on the click.
class UnwrittenClickTest {

    private static RunningShop running;
    private static Database database;
    private static Shop shop;
    private String click = "";

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open("CLICK_WRITE_EVERY", "1h", "CLICK_TAKE_OVER", "2h");
        database = running.database();
        shop = running.shop();
        database.keepEvents();
        database.execute(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount,
                                              currency, priority, conditions)
                values (1, 1, 'Saudi', 'cpa', 30, 'USD', 1, '[{"on": "country", "in": ["SA"]}]'),
                       (1, 1, 'News', 'cpa', 40, 'USD', 2, '[{"on": "channel", "in": ["news"]}]')
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @BeforeEach
    void a_click_that_no_writer_takes() {
        click = clicked("");
        assertThat(database.number("select count(*) from clicks")).isZero();
    }

    @Test
    void is_priced_by_the_country_and_the_channel_of_the_click() {
        assertThat(commission(click, "by-country")).isEqualTo(30.0);
        assertThat(commission(clicked("?source=news"), "by-channel")).isEqualTo(40.0);
        assertThat(shop.report(sale(click, "dry"), "dry_run", "1").data().getDouble("commission"))
                .isEqualTo(30.0);
    }

    @Test
    void says_all_of_the_click_to_webhooks_also_when_it_moves() {
        String tagged = clicked("?sub1=banner&source=mail");
        shop.report(sale(tagged, "told"), "goal", "order");
        shop.report(sale(RunningEdge.code(1), "told"), "status", "refunded", "amount", "40");

        assertThat(
                        database.text(
                                """
                                select string_agg(concat_ws(' ', event, payload ->> 'click_id' = '%s',
                                         payload ->> 'sub1', payload ->> 'country', payload ->> 'device',
                                         payload ->> 'traffic_source', payload ->> 'goal'), ', ' order by id)
                                  from events where payload ->> 'transaction_id' = 'told'
                                """
                                        .formatted(tagged)))
                .isEqualTo(
                        """
                        conversion.created t banner SA desktop mail order, \
                        conversion.approved t banner SA desktop mail order, \
                        conversion.refunded t banner SA desktop mail order\
                        """);
    }

    @Test
    void is_held_where_the_click_is_nowhere() throws Exception {
        try (RedisCommands commands = new RedisCommands(running.servers().redis())) {
            commands.send("DEL", "clicks:{0}", "clicks:{1}");
        }

        var answer = shop.report(sale(click, "nowhere"));

        assertThat(answer.data().getString("status")).isEqualTo("pending");
        assertThat(answer.data().getString("reason")).isEqualTo("click_not_found");
        assertThat(
                        database.text(
                                """
                                select status_reason || ' ' || needs_review from conversions
                                 where transaction_id = 'nowhere'
                                """))
                .isEqualTo("click_not_found true");
    }

    @Test
    void is_looked_for_in_redis_before_a_transaction_begins() throws Exception {
        try (RedisCommands commands = new RedisCommands(running.servers().redis())) {
            commands.send("DEL", "clicks:{0}", "clicks:{1}");
        }

        var asked = CompletableFuture.supplyAsync(() -> shop.report(sale(click, "looked-for")));
        long transactions = 0;
        while (!asked.isDone()) {
            transactions =
                    Math.max(
                            transactions,
                            database.number(
                                    """
                                    select count(*) from pg_stat_activity
                                     where state = 'idle in transaction'
                                       and clock_timestamp() - xact_start > interval '250 ms'
                                    """));
        }

        assertThat(asked.join().status()).isEqualTo(200);
        assertThat(transactions).isZero();
    }

    private static String clicked(String query) {
        return running.edge()
                .get("/c/" + RunningEdge.code(1) + query)
                .headers()
                .firstValue("X-Click-ID")
                .orElseThrow();
    }

    private static double commission(String click, String transaction) {
        return shop.report(sale(click, transaction)).data().getDouble("commission");
    }
}
