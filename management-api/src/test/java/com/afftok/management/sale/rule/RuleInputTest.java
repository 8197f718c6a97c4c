package com.afftok.management.sale.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that cannot be saved, with the field that is wrong.
final class RuleInputTest {

    private static final String RULES = "/api/commission-rules";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.OWNER);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"\" | name | printable characters",
                "name | null | name | is required",
                "name | \"a\\u202eb\" | name | must not have control or invalid characters",
                "name | 5 | name | must be a text",
                "payout_type | \"cpm\" | payout_type | must be cpa, cpl, cps or hybrid",
                "payout_type | null | payout_type | is required",
                "amount | -1 | amount | must be between 0 and",
                "amount | 1000000000.01 | amount | must be between 0 and",
                "amount | 1.001 | amount | must have at most 2 decimals",
                "amount | 1e30 | amount | must be between 0 and",
                "amount | \"5\" | amount | must be a number",
                "percent | 101 | percent | must be between 0 and 100",
                "percent | 5 | percent | must be 0 for cpa",
                "currency | \"EUR\" | currency | must be USD",
                "currency | \"usd\" | currency | ISO 4217",
                "currency | null | currency | is required",
                "priority | 1000001 | priority | must be a whole number",
                "priority | 1.5 | priority | must be a whole number",
                "tiers | 5 | tiers[0] | must be an object",
                "tiers | [5] | tiers[0] | must be an object",
                "tiers | [{\"min_sales\":1}] | tiers[0].rate | is required",
                "tiers | [{\"min_sales\":0,\"rate\":1,\"x\":1}] | tiers[0].x | is not known",
                "tiers | [{\"min_sales\":5,\"rate\":1},{\"min_sales\":5,\"rate\":2}] | tiers[1].min_sales | must be more than",
                "tiers | [{\"min_sales\":0,\"max_sales\":9,\"rate\":1},{\"min_sales\":8,\"rate\":2}] | tiers[1].min_sales | must follow max_sales",
                "tiers | [{\"min_sales\":0,\"max_sales\":9,\"rate\":1},{\"min_sales\":12,\"rate\":2}] | tiers[1].min_sales | must follow max_sales",
                "tiers | [{\"min_sales\":0,\"max_sales\":9,\"rate\":1}] | tiers[0].max_sales | must be absent in the last tier",
                "conditions | [{\"on\":\"weather\"}] | conditions[0].on | must be one of",
                "conditions | [{\"on\":\"country\"}] | conditions[0].in | is required",
                "conditions | [{\"on\":\"country\",\"in\":[\"SAU\"]}] | conditions[0].in[0] | two letters",
                "conditions | [{\"on\":\"country\",\"in\":[\"SA\"],\"modifier\":11}] | conditions[0].modifier | must be between 0 and 10",
                "conditions | [{\"on\":\"timeframe\"}] | conditions[0].from | bound is required",
                "conditions | [null] | conditions[0] | must be an object",
                "promoter_id | 0 | promoter_id | positive whole number",
                "promoter_id | 999999999999 | promoter_id | a link of the offer",
                "offer_id | null | offer_id | is required",
                "offer_id | \"1\" | offer_id | whole number",
                "effective_from | \"2020-01-01T00:00:00Z\" | effective_from | must not be in the past",
                "effective_from | \"tomorrow\" | effective_from | RFC 3339",
                "effective_from | \"2200-01-01T00:00:00Z\" | effective_from | must be from",
                "effective_until | \"2020-01-01T00:00:00Z\" | effective_until | must be in the future",
                "effective | 1 | effective | is unknown",
            })
    void names_the_field_and_saves_nothing(
            String member, String value, String field, String message) {
        HttpResponse<String> answer = make(member, value);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
        assertThat(rules()).isZero();
    }

    @Test
    void all_that_is_missing_is_named_at_once() {
        String made = RunningApi.member(make("priority", "0"), "id");

        assertThat(shop.post(RULES, "{}").body())
                .contains(
                        "\"field\":\"offer_id\",\"code\":\"required\"",
                        "\"field\":\"name\"",
                        "\"field\":\"payout_type\"",
                        "\"field\":\"currency\"");
        assertThat(shop.put(RULES + "/" + made, "{}").body())
                .contains("\"field\":\"version\",\"code\":\"required\"", "\"field\":\"name\"")
                .doesNotContain("offer_id");
    }

    @Test
    void a_period_ends_after_its_beginning() {
        assertThat(
                        make(
                                        "effective_until\":\"2199-01-01T00:00:00Z\",\"effective_from",
                                        "\"2199-01-01T00:00:00Z\"")
                                .body())
                .contains("\"field\":\"effective_until\"", "must be after effective_from");
        assertThat(rules()).isZero();
    }

    @Test
    void lists_are_bounded() {
        String tiers = String.join(",", Collections.nCopies(51, "{\"min_sales\":1,\"rate\":1}"));
        String conditions = String.join(",", Collections.nCopies(21, "{\"on\":\"coupon\"}"));

        assertThat(make("tiers", "[" + tiers + "]").body())
                .contains("\"field\":\"tiers\"", "at most 50");
        assertThat(make("conditions", "[" + conditions + "]").body())
                .contains("\"field\":\"conditions\"", "at most 20");
        assertThat(rules()).isZero();
    }

    @Test
    void a_rule_keeps_its_offer_and_promoter() {
        String id = RunningApi.member(make("priority", "0"), "id");
        String terms =
                "\"name\":\"Rule\",\"payout_type\":\"cpa\",\"amount\":5,\"currency\":\"USD\",\"version\":0";

        HttpResponse<String> moved =
                shop.put(
                        RULES + "/" + id,
                        "{%s,\"offer_id\":1,\"promoter_id\":%d}"
                                .formatted(terms, offer.promoter()));

        assertThat(moved.statusCode()).isEqualTo(400);
        assertThat(moved.body()).contains("\"field\":\"offer_id\"", "\"field\":\"promoter_id\"");
        assertThat(
                        shop.put(RULES + "/" + id, "{" + terms.replace(",\"version\":0", "") + "}")
                                .body())
                .contains("\"field\":\"version\"", "required");
        assertThat(shop.post(RULES + "/" + id + "/end", "{}").body())
                .contains("\"field\":\"version\"", "required");
        assertThat(
                        shop.post(
                                        RULES + "/" + id + "/end",
                                        "{\"version\":0,\"effective_until\":\"2020-01-01T00:00:00Z\"}")
                                .body())
                .contains("\"field\":\"effective_until\"", "must be in the future");
        assertThat(rules()).isEqualTo(1);
    }

    @Test
    void what_was_read_may_be_sent_back() {
        HttpResponse<String> made = make("priority", "0");
        String id = RunningApi.member(made, "id");
        String read = shop.get(RULES + "/" + id).body();
        String rule = read.substring(read.indexOf("{\"id\""), read.lastIndexOf('}'));
        String begin = RunningApi.member(made, "effective_from");

        HttpResponse<String> answer =
                shop.put(
                        RULES + "/" + id,
                        rule.replace(
                                "\"effective_from\":\"" + begin + "\"", "\"effective_from\":null"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> make(String member, String value) {
        String usual =
                """
                {"offer_id":%d,"name":"Rule","payout_type":"cpa","amount":5,"currency":"USD"}
                """
                        .formatted(offer.offer())
                        .strip();
        String without = usual.replaceAll("\"" + member + "\":(\"[^\"]*\"|[0-9]+),?", "");
        String open = without.replaceAll(",?}$", "");
        return shop.post(RULES, open + ",\"" + member + "\":" + value + "}");
    }

    private long rules() {
        return api.sql("select count(*) from commission_rules where offer_id = " + offer.offer());
    }
}
