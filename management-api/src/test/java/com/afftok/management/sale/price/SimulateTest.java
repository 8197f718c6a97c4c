package com.afftok.management.sale.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Imagined sales of an offer that pays 5 USD.
final class SimulateTest {

    private static final String SIMULATE = "/api/commissions/simulate";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.VIEWER);

    @Test
    void are_explained_with_the_rules_that_were_passed_over() {
        long country = rule("[{\"on\":\"country\",\"in\":[\"SA\"]}]", 8, "'epoch'", "null");
        long coupon = rule("[{\"on\":\"coupon\",\"in\":[\"A10\"]}]", 9, "'epoch'", "null");

        HttpResponse<String> answer =
                simulate("\"amount\":100,\"country\":\"SA\",\"customer_type\":\"new\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"recorded\":true,\"needs_review\":false,\"commission\":8.00,\"currency\":\"USD\",\"rule_id\":"
                                + country,
                        "\"passed_over\":[{\"rule\":"
                                + coupon
                                + ",\"because\":\"not_met\",\"on\":\"coupon\"}]",
                        "\"recruiters\":[]");
        assertThat(simulate("\"amount\":100").body())
                .contains("\"commission\":5.00", "\"rule_id\":null");
        assertThat(api.sql("select count(*) from conversions where offer_id = " + offer.offer()))
                .isZero();
    }

    @Test
    void have_the_terms_of_their_click() {
        rule("[]", 8, "'epoch'", "now() - interval '1 hour'");
        rule("[]", 9, "now() + interval '1 hour'", "null");
        Instant now = Instant.now();

        assertThat(simulate("\"amount\":100").body()).contains("\"commission\":5.00");
        assertThat(
                        simulate("\"amount\":100,\"clicked_at\":\"" + now.minusSeconds(7200) + "\"")
                                .body())
                .contains("\"commission\":8.00");
        assertThat(simulate("\"amount\":100,\"time\":\"" + now.plusSeconds(7200) + "\"").body())
                .contains("\"commission\":9.00");
    }

    @Test
    void count_the_promoters_sales_or_imagined_ones() {
        long rule = rule("[]", 6, "'epoch'", "null");
        api.sql(
                "insert into commission_tiers (rule_id, min_sales, rate) values (%d, 1, 7), (%1$d, 10, 8)"
                        .formatted(rule));
        api.sql(
                "insert into commission_caps (advertiser_id, offer_id, period, max_conversions) values (%d, %d, 'total', 1)"
                        .formatted(offer.advertiser(), offer.offer()));

        assertThat(simulate("\"amount\":100").body()).contains("\"commission\":6.00");
        assertThat(simulate("\"amount\":100,\"sales_this_month\":10").body())
                .contains("\"commission\":8.00");

        offer.conversion(offer.click("valid", 0), "approved");

        assertThat(simulate("\"amount\":100").body())
                .contains(
                        "\"commission\":0.00",
                        "\"not_paid\":\"cap_total\"",
                        "\"tier\":{\"min_sales\":1,\"rate\":\"7\"}");
    }

    @Test
    void show_what_recruiters_earn_to_the_advertiser_alone() {
        SignedIn recruited = api.signedIn(Role.PROMOTER);
        api.sql(
                "update accounts set recruiter_id = %d where id = %d"
                        .formatted(offer.recruiter(), recruited.account()));
        api.sql(
                "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d)"
                        .formatted(recruited.account(), offer.offer(), offer.advertiser()));
        api.sql(
                "insert into offer_recruiter_rates values (%d, %d, 1, 10, 0, 0, 'epoch')"
                        .formatted(offer.advertiser(), offer.offer()));
        String sale =
                "{\"offer_id\":%d,\"promoter_id\":%d,\"amount\":100}"
                        .formatted(offer.offer(), recruited.account());

        assertThat(shop.post(SIMULATE, sale).body())
                .contains("\"recruiters\":[{\"level\":1,\"commission\":0.50");
        assertThat(recruited.post(SIMULATE, sale).body())
                .contains("\"commission\":5.00", "\"recruiters\":[]");
    }

    @Test
    void that_nobody_would_record_say_so() {
        api.sql(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, percent, currency)
                values (%d, %d, 'Both', 'hybrid', 1, 5, 'USD')
                """
                        .formatted(offer.advertiser(), offer.offer()));

        assertThat(simulate("\"amount\":100,\"currency\":\"SAR\"").body())
                .contains("\"recorded\":false", "\"not_paid\":\"currencies_differ\"");
        api.sql("update accounts set status = 'banned' where id = " + offer.promoter());
        assertThat(simulate("\"amount\":100").body())
                .contains("\"needs_review\":true", "\"commission\":6.00");
    }

    @Test
    void of_others_are_not_answered() {
        SignedIn otherShop = api.signedIn(Role.ADVERTISER);
        SignedIn otherPromoter = api.signedIn(Role.PROMOTER);
        String sale = "{\"offer_id\":%d,\"promoter_id\":%d,\"amount\":100}";

        assertThat(otherShop.post(SIMULATE, sale.formatted(offer.offer(), offer.promoter())).body())
                .contains("\"OFFER_001\"");
        assertThat(
                        otherPromoter
                                .post(SIMULATE, sale.formatted(offer.offer(), offer.promoter()))
                                .body())
                .contains("\"promoter_id\"", "not_yours");
        assertThat(
                        otherPromoter
                                .post(
                                        SIMULATE,
                                        "{\"offer_id\":%d,\"amount\":1}".formatted(offer.offer()))
                                .body())
                .contains("\"OFFER_001\"");
        assertThat(
                        shop.post(SIMULATE, sale.formatted(offer.offer(), otherPromoter.account()))
                                .body())
                .contains("\"promoter_id\"", "not_of_offer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":null | amount | required",
                "\"amount\":0 | amount | more than 0",
                "\"amount\":-1 | amount | more than 0",
                "\"amount\":1.001 | amount | at most 2 decimals",
                "\"amount\":1e13 | amount | must be at most",
                "\"amount\":\"1\" | amount | a number",
                "\"amount\":1,\"currency\":\"XXY\" | currency | ISO 4217",
                "\"amount\":1.5,\"currency\":\"JPY\" | amount | at most 0 decimals",
                "\"amount\":1,\"country\":\"sa\" | country | two capital letters",
                "\"amount\":1,\"coupon\":\"\" | coupon | characters",
                "\"amount\":1,\"goal\":\"signup\" | goal | must be one of",
                "\"amount\":1,\"customer_type\":\"old\" | customer_type | must be one of",
                "\"amount\":1,\"channel\":\"\" | channel | characters",
                "\"amount\":1,\"time\":\"now\" | time | RFC 3339",
                "\"amount\":1,\"time\":\"2026-01-01T00:00:00Z\",\"clicked_at\":\"2026-01-02T00:00:00Z\" | time | must not be before",
                "\"amount\":1,\"sales_this_month\":-1 | sales_this_month | must be from 0",
                "\"amount\":1,\"sales\":1 | sales | unknown",
            })
    void that_are_wrong_are_refused(String members, String field, String message) {
        api.sql("update offers set status = 'pending' where id = " + offer.offer());
        api.sql(
                "update offers set goals = '{sale}', status = 'active' where id = "
                        + offer.offer());

        HttpResponse<String> answer = simulate(members);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
    }

    private HttpResponse<String> simulate(String members) {
        return shop.post(
                SIMULATE,
                "{\"offer_id\":%d,\"promoter_id\":%d,%s}"
                        .formatted(offer.offer(), offer.promoter(), members));
    }

    private long rule(String conditions, int amount, String from, String until) {
        return api.sql(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency,
                                              conditions, effective_from, effective_until)
                values (%d, %d, 'Rule', 'cpa', %d, 'USD', '%s', %s, %s) returning id
                """
                        .formatted(
                                offer.advertiser(),
                                offer.offer(),
                                amount,
                                conditions,
                                from,
                                until));
    }
}
