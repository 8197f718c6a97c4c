package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Sales before and after changes of rules, caps and recruiters' rates: the terms are those of the
/// click.
class RuleVersionsTest {

    private static final Duration BEFORE = Duration.ofHours(3);
    private static final Duration AFTER = Duration.ofHours(1);

    private static RunningShop running;
    private static Database database;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        shop = running.shop();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void a_sale_is_paid_by_the_version_at_its_click_and_keeps_it() {
        database.addLink(40, "https://versions.example.com/");
        rule(40, 400, 400, 6, "'epoch'", "now() - interval '2 hours'");
        rule(40, 401, 400, 9, "now() - interval '2 hours'", "null");

        assertThat(commission(click(40, BEFORE), "v-before")).isEqualTo(6);
        assertThat(commission(click(40, AFTER), "v-after")).isEqualTo(9);
        assertThat(ruleOf("v-before")).isEqualTo("400 400");
        assertThat(ruleOf("v-after")).isEqualTo("401 401");

        database.execute("update commission_rules set effective_until = now() where id = 401");
        rule(40, 402, 400, 1, "now()", "null");

        assertThat(
                        shop.report(
                                        sale(click(40, AFTER), "v-after"),
                                        "status",
                                        "refunded",
                                        "amount",
                                        "50")
                                .status())
                .isEqualTo(200);
        assertThat(
                        database.text(
                                """
                                select commission || ' ' || commission_reversed from conversions
                                 where transaction_id = 'v-after'
                                """))
                .isEqualTo("9.0000 4.5000");
        assertThat(commission(click(40, AFTER), "v-late")).isEqualTo(9);
    }

    /// The advertiser's time of the sale chooses no version, because the advertiser reports it.
    @Test
    void the_time_of_the_sale_chooses_no_version() {
        database.addLink(41, "https://time.example.com/");
        rule(41, 410, 410, 6, "'epoch'", "now() - interval '2 hours'");
        rule(41, 411, 410, 9, "now() - interval '2 hours'", "null");
        Map<String, String> sale =
                with(
                        sale(click(41, AFTER), "backdated"),
                        "timestamp",
                        Instant.now().minus(BEFORE).toString());

        assertThat(shop.report(sale).data().getDouble("commission")).isEqualTo(9);
    }

    @Test
    void a_sale_without_a_click_is_paid_by_the_version_at_its_report() {
        database.addLink(42, "https://coupon.example.com/");
        database.execute(
                """
                insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code)
                values (1, 42, 2, 42, 'VERSION42')
                """);
        rule(42, 420, 420, 6, "'epoch'", "now() - interval '2 hours'");
        rule(42, 421, 420, 9, "now() - interval '2 hours'", "null");
        Map<String, String> sale = sale("", "by-coupon");
        sale.remove("click_id");
        sale.put("coupon", "VERSION42");
        sale.put("offer_id", "42");

        assertThat(shop.report(sale).data().getDouble("commission")).isEqualTo(9);
    }

    @Test
    void a_version_that_has_not_begun_or_never_applied_pays_nobody() {
        database.addLink(43, "https://later.example.com/");
        rule(43, 430, 430, 6, "now() + interval '1 day'", "null");
        rule(43, 431, 431, 7, "now() - interval '1 day'", "now() - interval '1 day'");
        rule(43, 432, 432, 8, "'epoch'", "now() - interval '1 day'");

        assertThat(commission(click(43, AFTER), "later")).isEqualTo(5);
        assertThat(commission(click(43, Duration.ofHours(25)), "ended")).isEqualTo(8);
    }

    @Test
    void a_cap_holds_for_the_clicks_of_its_time() {
        database.addLink(44, "https://caps.example.com/");
        database.execute(
                """
                insert into commission_caps (id, series_id, advertiser_id, offer_id, period, max_conversions,
                                             effective_from, effective_until)
                values (440, 440, 1, 44, 'total', 1000, 'epoch', now() - interval '2 hours'),
                       (441, 440, 1, 44, 'total', 0, now() - interval '2 hours', null)
                """);

        assertThat(commission(click(44, AFTER), "capped")).isZero();
        assertThat(commission(click(44, BEFORE), "not-capped")).isEqualTo(5);
    }

    @Test
    void recruiters_earn_what_the_advertiser_agreed_to_at_the_click() {
        database.addLink(45, "https://recruiters.example.com/");
        database.execute(
                """
                insert into accounts (id, kind, country, recruiter_id) values (46, 'promoter', 'SA', 2);
                insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (46, 46, 45, 1);
                insert into recruiter_rates (level, percent) values (1, 10);
                insert into offer_recruiter_rates
                values (1, 45, 1, 20, 0, 0, now() - interval '150 minutes'),
                       (1, 45, 2, 0, 0, 0, now() - interval '90 minutes')
                """);

        commission(click(46, BEFORE), "platform");
        commission(click(46, Duration.ofHours(2)), "agreed");
        commission(click(46, AFTER), "none");

        assertThat(shareOf("platform")).isEqualTo("0.5000");
        assertThat(shareOf("agreed")).isEqualTo("1.0000");
        assertThat(shareOf("none")).isEqualTo("");
    }

    private static void rule(
            long offer, long id, long series, int amount, String from, String until) {
        database.execute(
                """
                insert into commission_rules (id, series_id, advertiser_id, offer_id, name, payout_type, amount,
                                              currency, effective_from, effective_until)
                values (%d, %d, 1, %d, 'Rule', 'cpa', %d, 'USD', %s, %s)
                """
                        .formatted(id, series, offer, amount, from, until));
    }

    private static double commission(String click, String transaction) {
        return shop.report(sale(click, transaction)).data().getDouble("commission");
    }

    /// The version that paid, in the row and in the explanation.
    private static String ruleOf(String transaction) {
        return database.text(
                """
                select l.rule_id || ' ' || (l.explanation -> 'paid_by' ->> 'rule')
                  from commissions l join conversions c on c.id = l.conversion_id
                 where c.transaction_id = '%s'
                """
                        .formatted(transaction));
    }

    private static String shareOf(String transaction) {
        return database.text(
                """
                select coalesce(string_agg(l.amount::text, ' '), '')
                  from commissions l join conversions c on c.id = l.conversion_id
                 where c.transaction_id = '%s' and l.level > 0
                """
                        .formatted(transaction));
    }
}
