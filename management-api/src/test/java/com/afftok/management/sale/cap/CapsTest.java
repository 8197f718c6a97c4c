package com.afftok.management.sale.cap;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Caps of an advertiser's offer.
final class CapsTest {

    private static final String CAPS = "/api/commission-caps";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    @Test
    void count_conversions_or_money_and_are_changed_by_versions() {
        HttpResponse<String> made = make("\"period\":\"day\",\"max_conversions\":10");
        HttpResponse<String> money =
                make(
                        "\"period\":\"day\",\"max_amount\":50.5,\"currency\":\"USD\",\"promoter_id\":"
                                + offer.promoter());

        HttpResponse<String> changed =
                shop.put(CAPS + "/" + id(made), "{\"version\":0,\"max_conversions\":20}");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(money.body())
                .contains(
                        "\"max_conversions\":null", "\"max_amount\":50.50", "\"currency\":\"USD\"");
        assertThat(changed.body())
                .contains("\"id\":" + id(made), "\"max_conversions\":20", "\"version\":1");
        assertThat(shop.get(CAPS + "/" + id(made) + "/versions").body())
                .contains(
                        "\"max_conversions\":10", "\"max_conversions\":20", "\"status\":\"ended\"");
        assertThat(shop.get(CAPS + "?status=active&promoter_id=" + offer.promoter()).body())
                .contains("\"max_amount\":50.50")
                .doesNotContain("\"max_conversions\":20");
        assertThat(
                        api.sql(
                                """
                                select count(*) from commission_caps a
                                  join commission_caps b on b.series_id = a.series_id and b.effective_from = a.effective_until
                                 where a.offer_id = %d
                                """
                                        .formatted(offer.offer())))
                .isEqualTo(1);
    }

    @Test
    void of_a_kind_exist_once_and_begin_again_after_their_end() {
        HttpResponse<String> made = make("\"period\":\"total\",\"max_conversions\":10");

        HttpResponse<String> again = make("\"period\":\"total\",\"max_conversions\":20");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains(
                        "\"STATE_002\"",
                        "cap_exists",
                        "\"existing\":{\"id\":" + id(made),
                        "\"max_conversions\":10");
        assertThat(make("\"period\":\"total\",\"max_amount\":20,\"currency\":\"SAR\"").statusCode())
                .isEqualTo(201);
        assertThat(shop.post(CAPS + "/" + id(made) + "/end", "{\"version\":0}").body())
                .contains("\"status\":\"ended\"", "\"version\":1");
        assertThat(shop.put(CAPS + "/" + id(made), "{\"version\":1,\"max_conversions\":5}").body())
                .contains("\"status\":\"active\"", "\"version\":2");
    }

    @Test
    void of_an_outdated_version_or_of_others_stay_as_they_are() {
        HttpResponse<String> made = make("\"period\":\"day\",\"max_conversions\":10");
        SignedIn other = api.signedIn(Role.ADVERTISER);
        String path = CAPS + "/" + id(made);

        HttpResponse<String> outdated = shop.put(path, "{\"version\":7,\"max_conversions\":20}");

        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.body()).contains("\"STATE_001\"", "\"existing\":{", "\"version\":0");
        assertThat(other.get(path).statusCode()).isEqualTo(404);
        assertThat(other.put(path, "{\"version\":0,\"max_conversions\":20}").statusCode())
                .isEqualTo(404);
        assertThat(other.post(path + "/end", "{\"version\":0}").statusCode()).isEqualTo(404);
        assertThat(other.get(CAPS).body()).contains("\"caps\":[]");
        assertThat(
                        api.sql(
                                "select count(*) from commission_caps where effective_until is null and offer_id = "
                                        + offer.offer()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"max_conversions\":1 | period | required",
                "\"period\":\"year\",\"max_conversions\":1 | period | must be one of",
                "\"period\":\"day\" | max_conversions | exactly one of",
                "\"period\":\"day\",\"max_conversions\":1,\"max_amount\":1,\"currency\":\"USD\" | max_conversions | exactly one of",
                "\"period\":\"day\",\"max_conversions\":-1 | max_conversions | must be from 0",
                "\"period\":\"day\",\"max_conversions\":1000000001 | max_conversions | must be from 0",
                "\"period\":\"day\",\"max_conversions\":1.5 | max_conversions | whole number",
                "\"period\":\"day\",\"max_conversions\":1,\"currency\":\"USD\" | currency | must be absent",
                "\"period\":\"day\",\"max_amount\":1 | currency | is required with",
                "\"period\":\"day\",\"max_amount\":1,\"currency\":\"XXY\" | currency | ISO 4217",
                "\"period\":\"day\",\"max_amount\":-1,\"currency\":\"USD\" | max_amount | must not be negative",
                "\"period\":\"day\",\"max_amount\":1.001,\"currency\":\"USD\" | max_amount | at most 2 decimals",
                "\"period\":\"day\",\"max_amount\":1000000000001,\"currency\":\"USD\" | max_amount | must be at most",
                "\"period\":\"day\",\"max_amount\":1e39,\"currency\":\"USD\" | max_amount | must",
                "\"period\":\"day\",\"max_conversions\":1,\"promoter_id\":999999999999 | promoter_id | a link of the offer",
                "\"period\":\"day\",\"max_conversions\":1,\"effective_from\":\"2020-01-01T00:00:00Z\" | effective_from | in the past",
                "\"period\":\"day\",\"max_conversion\":1 | max_conversion | unknown",
            })
    void that_are_wrong_are_not_saved(String members, String field, String message) {
        HttpResponse<String> answer = make(members);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", message);
        assertThat(
                        api.sql(
                                "select count(*) from commission_caps where offer_id = "
                                        + offer.offer()))
                .isZero();
    }

    @Test
    void that_may_not_be_meant_are_saved_with_warnings() {
        assertThat(make("\"period\":\"day\",\"max_conversions\":0").body())
                .contains("\"warnings\":[{\"field\":\"max_conversions\",\"code\":\"pays_nothing\"");
        assertThat(make("\"period\":\"day\",\"max_amount\":5,\"currency\":\"EUR\"").body())
                .contains("\"field\":\"currency\",\"code\":\"cap_of_other_currency\"", "USD");
        assertThat(make("\"period\":\"day\",\"max_amount\":5,\"currency\":\"USD\"").body())
                .contains("\"warnings\":[]");
    }

    @Test
    void keep_their_kind() {
        HttpResponse<String> made = make("\"period\":\"day\",\"max_conversions\":10");

        HttpResponse<String> answer =
                shop.put(
                        CAPS + "/" + id(made),
                        "{\"version\":0,\"period\":\"month\",\"promoter_id\":%d,\"max_amount\":1,\"currency\":\"USD\"}"
                                .formatted(offer.promoter()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "\"field\":\"period\"",
                        "\"field\":\"promoter_id\"",
                        "\"field\":\"currency\"");
    }

    private HttpResponse<String> make(String members) {
        return shop.post(CAPS, "{\"offer_id\":" + offer.offer() + "," + members + "}");
    }

    private static String id(HttpResponse<String> cap) {
        return RunningApi.member(cap, "id");
    }
}
