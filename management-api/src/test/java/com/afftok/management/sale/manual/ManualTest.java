package com.afftok.management.sale.manual;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sales of an offer that pays 5 USD, which a person records.
final class ManualTest {

    private static final String CONVERSIONS = "/api/conversions";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    @Test
    void of_a_click_move_the_same_money_as_a_postback() {
        ClickId click = offer.click("valid", 0);

        HttpResponse<String> answer =
                record(
                        "\"click_id\":\"%s\",\"status\":\"approved\",\"goal\":\"sale\",\"customer_type\":\"new\""
                                .formatted(FraudCase.code(click)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        long id = id(answer);
        assertThat(answer.body())
                .contains(
                        "\"source\":\"manual\"",
                        "\"status\":\"approved\"",
                        "\"commission\":5.00",
                        "\"proof\":\"invoice 7\"",
                        "\"sub1\":\"spring\"",
                        "\"actor\":\"user\",\"user_id\":" + shop.id(),
                        "\"from_status\":null,\"to_status\":\"approved\"",
                        "\"paid_by\":{\"source\":\"offer\"}");
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(500);
        assertThat(offer.isTold(id, "conversion.created", "true")).isTrue();
        assertThat(offer.isTold(id, "conversion.approved", "payload ->> 'click_id' is not null"))
                .isTrue();
    }

    @Test
    void that_are_pending_wait_for_a_person() {
        HttpResponse<String> answer =
                record("\"link_id\":%d,\"status\":\"pending\"".formatted(offer.link()));

        assertThat(answer.body())
                .contains(
                        "\"status\":\"pending\"", "\"hold_until\":null", "\"needs_review\":false");
        assertThat(offer.balance("promoter_available", offer.promoter())).isZero();
        assertThat(
                        shop.post(
                                        CONVERSIONS + "/" + id(answer) + "/approve",
                                        "{\"reason\":\"paid\"}")
                                .statusCode())
                .isEqualTo(200);
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(500);
    }

    @Test
    void are_paid_by_the_rule_of_their_click_and_seen_by_the_next_tier() {
        api.sql(
                """
                with rule as (
                    insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency)
                    values (%d, %d, 'Volume', 'cpa', 6, 'USD') returning id)
                insert into commission_tiers (rule_id, min_sales, rate) select id, 1, 9 from rule
                """
                        .formatted(offer.advertiser(), offer.offer()));

        assertThat(record("\"link_id\":%d,\"status\":\"approved\"".formatted(offer.link())).body())
                .contains("\"commission\":6.00");
        assertThat(
                        record(
                                        "\"link_id\":%d,\"status\":\"approved\""
                                                .formatted(offer.link()),
                                        "order-2")
                                .body())
                .contains("\"commission\":9.00");
    }

    @Test
    void are_attributed_by_coupon_or_by_promoter_and_offer() {
        api.sql(
                "insert into coupons (advertiser_id, offer_id, promoter_id, link_id, code) values (%d, %d, %d, %d, 'Manual10')"
                        .formatted(
                                offer.advertiser(), offer.offer(), offer.promoter(), offer.link()));

        assertThat(record("\"coupon\":\"MANUAL10\",\"status\":\"approved\"").body())
                .contains("\"promoter_id\":" + offer.promoter(), "\"coupon\":\"MANUAL10\"");
        assertThat(
                        record(
                                        "\"promoter_id\":%d,\"offer_id\":%d,\"status\":\"approved\""
                                                .formatted(offer.promoter(), offer.offer()),
                                        "order-2")
                                .statusCode())
                .isEqualTo(201);
        assertThat(record("\"coupon\":\"NOBODY\",\"status\":\"approved\"", "order-3").body())
                .contains("\"CONV_004\"", "no_coupon");
    }

    @Test
    void have_one_effect_however_often_they_are_sent() {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 8)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(() ->
                                        record(
                                                "\"link_id\":%d,\"status\":\"approved\""
                                                        .formatted(offer.link()))))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(record("\"link_id\":%d,\"status\":\"approved\"".formatted(offer.link())).body())
                .contains("\"CONV_002\"", "\"existing\":{", "\"transaction_id\":\"order-1\"");
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(500);
    }

    @Test
    void of_a_promoter_who_is_not_active_are_held() {
        api.sql("update accounts set status = 'banned' where id = " + offer.promoter());

        assertThat(record("\"link_id\":%d,\"status\":\"approved\"".formatted(offer.link())).body())
                .contains(
                        "\"status\":\"pending\"",
                        "\"needs_review\":true",
                        "\"status_reason\":\"promoter_not_active\"");
    }

    @Test
    void of_clicks_that_earn_nothing_are_refused() {
        String sale = "\"click_id\":\"%s\",\"status\":\"approved\"";
        ClickId bot = offer.click("bot", 90);
        ClickId old = offer.click(Duration.ofDays(31), "valid", 0);

        assertThat(record(sale.formatted(FraudCase.code(bot))).body())
                .contains("\"CONV_004\"", "click_refused");
        assertThat(record(sale.formatted(FraudCase.code(old))).body())
                .contains("\"CONV_003\"", "click_not_attributed");
        assertThat(record(sale.formatted(FraudCase.code(bot).replace('1', '2') + "x")).body())
                .contains("\"CONV_004\"", "no_click");
        assertThat(sales()).isZero();
    }

    @Test
    void that_contradict_their_click_are_refused() {
        String click =
                "\"status\":\"approved\",\"click_id\":\"%s\""
                        .formatted(FraudCase.code(offer.click("valid", 0)));

        assertThat(record(click + ",\"occurred_at\":\"2001-01-01T00:00:00Z\"").body())
                .contains("{\"field\":\"occurred_at\",\"code\":\"before_other\",");
        assertThat(record(click + ",\"offer_id\":" + FraudCase.in(api).offer()).body())
                .contains("{\"field\":\"offer_id\",\"code\":\"not_equal\",");
        assertThat(record(click + ",\"offer_id\":" + offer.offer()).statusCode()).isEqualTo(201);
    }

    @Test
    void of_others_are_not_found_and_finance_records_for_all() {
        SignedIn other = api.signedIn(Role.ADVERTISER);
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
        String sale =
                "{\"link_id\":%d,\"status\":\"approved\",\"transaction_id\":\"order-9\",\"amount\":10,\"proof\":\"mail\"}"
                        .formatted(offer.link());

        assertThat(other.post(CONVERSIONS, sale).body()).contains("\"LINK_001\"");
        assertThat(
                        other.post(
                                        CONVERSIONS,
                                        sale.replace(
                                                "\"link_id\":" + offer.link(),
                                                "\"click_id\":\"%s\""
                                                        .formatted(
                                                                FraudCase.code(
                                                                        offer.click("valid", 0)))))
                                .body())
                .contains("\"CONV_004\"");
        HttpResponse<String> answer = finance.post(CONVERSIONS, sale);

        assertThat(answer.body())
                .contains("\"actor\":\"administrator\"", "\"admin_id\":" + finance.id());
        assertThat(
                        offer.isAudited(
                                "conversion.record",
                                Long.toString(id(answer)),
                                "old_value is null"))
                .isTrue();
        assertThat(
                        SignedIn.member(api, Role.PROMOTER, offer.promoter(), MemberRole.VIEWER)
                                .get(CONVERSIONS + "/" + id(answer))
                                .body())
                .contains("\"proof\":null", "\"admin_id\":null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"click_id\":\"x\" | click_id | exactly one of",
                "\"link_id\":0 | link_id | positive whole number",
                "\"link_id\":null | click_id | exactly one of",
                "\"link_id\":null,\"promoter_id\":5 | offer_id | required with",
                "\"transaction_id\":\"\" | transaction_id | characters",
                "\"transaction_id\":null | transaction_id | required",
                "\"amount\":0 | amount | more than 0",
                "\"amount\":1.001 | amount | at most 2 decimals",
                "\"amount\":1e13 | amount | must be at most",
                "\"amount\":\"1\" | amount | a number",
                "\"currency\":\"XXY\" | currency | ISO 4217",
                "\"goal\":\"\" | goal | characters",
                "\"customer_type\":\"old\" | customer_type | must be one of",
                "\"occurred_at\":\"2199-01-01T00:00:00Z\" | occurred_at | in the future",
                "\"status\":\"rejected\" | status | must be one of",
                "\"status\":null | status | required",
                "\"proof\":null | proof | required",
                "\"proof\":\" \" | proof | blank",
                "\"prof\":\"x\" | prof | unknown",
            })
    void that_are_wrong_are_refused(String member, String field, String message) {
        String json =
                "{\"link_id\":%d,\"status\":\"approved\",\"transaction_id\":\"order-1\",\"amount\":100,\"proof\":\"invoice 7\"}"
                        .formatted(offer.link());
        for (String part : member.split(",", -1)) {
            String name = part.substring(0, part.indexOf(':'));
            json =
                    json.contains(name + ":")
                            ? json.replaceAll(name + ":(\"[^\"]*\"|[0-9]+)", part)
                            : json.replace("}", "," + part + "}");
        }

        HttpResponse<String> answer = shop.post(CONVERSIONS, json);

        assertThat(answer.statusCode()).as(json + answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
        assertThat(sales()).isZero();
    }

    @Test
    void have_a_time_and_a_bounded_proof() {
        Instant before = Instant.parse("2026-01-02T03:04:05Z");
        String sale = "\"link_id\":%d,\"status\":\"approved\"".formatted(offer.link());

        assertThat(record(sale + ",\"occurred_at\":\"" + before + "\"").body())
                .contains("\"occurred_at\":\"" + before + "\"");
        assertThat(
                        shop.post(
                                        CONVERSIONS,
                                        "{%s,\"transaction_id\":\"order-2\",\"amount\":1,\"proof\":\"%s\"}"
                                                .formatted(sale, "p".repeat(1001)))
                                .body())
                .contains("\"field\":\"proof\"", "1 to 1000");
    }

    private HttpResponse<String> record(String members) {
        return record(members, "order-1");
    }

    private HttpResponse<String> record(String members, String transaction) {
        return shop.post(
                CONVERSIONS,
                "{%s,\"transaction_id\":\"%s\",\"amount\":100,\"proof\":\"invoice 7\"}"
                        .formatted(members, transaction));
    }

    private static long id(HttpResponse<String> conversion) {
        return Long.parseLong(RunningApi.member(conversion, "id"));
    }

    private long sales() {
        return api.sql("select count(*) from conversions where offer_id = " + offer.offer());
    }
}
