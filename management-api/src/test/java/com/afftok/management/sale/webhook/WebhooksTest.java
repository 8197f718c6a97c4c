package com.afftok.management.sale.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhooksTest {

    private static final String WEBHOOKS = "/api/advertiser/webhooks";
    private static final String SIGNED =
            "{\"url\":\"https://shop.example.com/in\",\"events\":[\"conversion.created\"]}";
    private static final String TEMPLATE =
            """
            {"kind":"postback","url":"https://t.example.com/?c={click_id}&p={payout}",\
            "events":["click","conversion.approved","click"]}\
            """;

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);

    private String made(SignedIn owner) {
        HttpResponse<String> made = owner.post(WEBHOOKS, SIGNED);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return WEBHOOKS + "/" + RunningApi.member(made, "id");
    }

    @Test
    void are_made_with_a_secret_that_is_shown_once() {
        HttpResponse<String> made = shop.post(WEBHOOKS, SIGNED);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String secret = RunningApi.member(made, "secret");
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.body())
                .contains(
                        "\"kind\":\"webhook\"",
                        "\"events\":[\"conversion.created\"]",
                        "\"status\":\"active\"",
                        "\"offer_id\":null");
        assertThat(shop.get(WEBHOOKS).body())
                .contains("https://shop.example.com/in")
                .doesNotContain(secret.substring(10));
        assertThat(
                        api.sql(
                                """
                                select count(*) from webhooks
                                 where account_id = %d and position('whsec_'::bytea in secret) = 0
                                """
                                        .formatted(shop.account())))
                .isEqualTo(1);
    }

    @Test
    void of_promoters_may_be_templates_which_are_not_signed() {
        SignedIn promoter = api.signedIn(Role.PROMOTER);

        HttpResponse<String> made = promoter.post("/api/webhooks", TEMPLATE);
        String path = "/api/webhooks/" + RunningApi.member(made, "id");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"secret\":null",
                        "\"kind\":\"postback\"",
                        "\"events\":[\"click\",\"conversion.approved\"]");
        assertThat(promoter.get(path).body()).contains("{click_id}&p={payout}");
        assertThat(promoter.post(path + "/secret", "").body())
                .contains("\"STATE_002\"", "\"field\":\"kind\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.example.com/",
                "https://user:secret@shop.example.com/",
                "https://shop.example.com@10.0.0.1/",
                "https://{sub1}.example.com/",
                "https://shop.example.com:22/",
                "http://127.0.0.1/",
                "http://[::1]:8080/",
                "http://localhost/",
                "http://LOCALHOST:8081/in",
                "http://169.254.169.254/latest/meta-data",
                "http://2130706433/",
                "http://0x7f.1/",
                "https://shop.example.com/a b",
                "https://shop.example.com/\\u00a0",
                "https://shop.example.com/\\u2028",
                "https://shop.example.com/\\r\\nX: y",
                "https://shop.example.com/\\ud800",
                "javascript:alert(1)",
                ""
            })
    void lead_nowhere_that_nothing_is_sent_to(String url) {
        HttpResponse<String> answer =
                shop.post(WEBHOOKS, "{\"url\":\"%s\",\"events\":[\"click\"]}".formatted(url));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"url\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "events":["click"]                                               | url
                    "url":7,"events":["click"]                                       | url
                    "url":"https://a.example.com/"                                   | events
                    "url":"https://a.example.com/","events":[]                       | events
                    "url":"https://a.example.com/","events":[null]                   | events
                    "url":"https://a.example.com/","events":["test"]                 | events
                    "url":"https://a.example.com/","events":"click"                  | events
                    "url":"https://a.example.com/","events":["click"],"kind":"x"     | kind
                    "url":"https://a.example.com/","events":["click"],"offer_id":-1  | offer_id
                    "url":"https://a.example.com/","events":["click"],"offer_id":1e99| offer_id
                    """)
    void are_not_made_wrong(String members, String field) {
        HttpResponse<String> answer = shop.post(WEBHOOKS, "{" + members + "}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field);
    }

    @Test
    void are_for_offers_that_their_owners_have_to_do_with() {
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        long offer =
                api.sql(
                        """
                        insert into offers (advertiser_id, title, destination_url, payout, currency)
                        values (%d, 'Offer', 'https://shop.example.com/', 5, 'USD') returning id
                        """
                                .formatted(shop.account()));
        String json = SIGNED.replaceFirst("\\{", "{\"offer_id\":" + offer + ",");

        HttpResponse<String> own = shop.post(WEBHOOKS, json);
        HttpResponse<String> before = promoter.post(WEBHOOKS, json);
        api.sql(
                "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d)"
                        .formatted(promoter.account(), offer, shop.account()));
        HttpResponse<String> joined = promoter.post(WEBHOOKS, json);

        assertThat(own.body()).contains("\"offer_id\":" + offer);
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(before.body()).contains("\"OFFER_001\"");
        assertThat(joined.statusCode()).isEqualTo(201);
    }

    @Test
    void are_twenty_at_most() {
        api.sql(
                """
                insert into webhooks (account_id, kind, url, events)
                select %d, 'postback', 'https://t.example.com/', '{click}' from generate_series(1, 20)
                """
                        .formatted(shop.account()));

        HttpResponse<String> another = shop.post(WEBHOOKS, SIGNED);
        api.sql(
                """
                update webhooks set status = 'archived'
                 where id = (select min(id) from webhooks where account_id = %d)
                """
                        .formatted(shop.account()));

        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(another.body()).contains("\"STATE_002\"");
        assertThat(shop.post(WEBHOOKS, SIGNED).statusCode()).isEqualTo(201);
    }

    @Test
    void change_in_what_is_given_unless_somebody_was_there_first() {
        String path = made(shop);

        HttpResponse<String> changed =
                shop.patch(path, "{\"version\":0,\"events\":[\"click\"],\"status\":\"paused\"}");
        HttpResponse<String> late = shop.patch(path, "{\"version\":0,\"status\":\"active\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body())
                .contains(
                        "\"events\":[\"click\"]",
                        "\"url\":\"https://shop.example.com/in\"",
                        "\"status\":\"paused\"",
                        "\"version\":1")
                .doesNotContain("\"paused_at\":null");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("\"STATE_001\"");
    }

    @Test
    void begin_without_failures_when_they_are_resumed() {
        String path = made(shop);
        api.sql(
                """
                update webhooks set status = 'paused', paused_at = now(), consecutive_failures = 20,
                                    resting_until = now() + interval '1 hour'
                 where account_id = %d
                """
                        .formatted(shop.account()));

        HttpResponse<String> resumed = shop.patch(path, "{\"version\":0,\"status\":\"active\"}");

        assertThat(resumed.body())
                .contains(
                        "\"status\":\"active\"",
                        "\"consecutive_failures\":0",
                        "\"resting_until\":null",
                        "\"paused_at\":null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                              | version
                    {"version":"x"}                                 | version
                    {"version":0,"status":"archived"}               | status
                    {"version":0,"url":"http://10.0.0.1/"}          | url
                    {"version":0,"url":"http://localhost/"}         | url
                    {"version":0,"events":[]}                       | events
                    """)
    void do_not_change_into_what_is_wrong(String json, String field) {
        HttpResponse<String> answer = shop.patch(made(shop), json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void lead_into_an_intranet_where_the_operator_allows_it() throws Exception {
        Map<String, String> allowed = Map.of("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8,::1");
        try (RunningApi own = RunningApi.own(allowed)) {
            SignedIn inside = own.signedIn(Role.ADVERTISER);

            for (String url : List.of("http://127.0.0.1:8099/in", "http://localhost:8099/in")) {
                HttpResponse<String> made =
                        inside.post(
                                WEBHOOKS, "{\"url\":\"%s\",\"events\":[\"click\"]}".formatted(url));
                assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            }
            assertThat(
                            inside.post(
                                            WEBHOOKS,
                                            "{\"url\":\"http://10.0.0.1/\",\"events\":[\"click\"]}")
                                    .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void get_a_new_secret_beside_which_the_one_before_signs_for_a_day() {
        HttpResponse<String> made = shop.post(WEBHOOKS, SIGNED);
        String path = WEBHOOKS + "/" + RunningApi.member(made, "id");

        HttpResponse<String> renewed = shop.post(path + "/secret", "");

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(RunningApi.member(renewed, "secret"))
                .startsWith("whsec_")
                .isNotEqualTo(RunningApi.member(made, "secret"));
        assertThat(renewed.body())
                .contains("\"version\":1")
                .doesNotContain("\"previous_secret_until\":null");
        assertThat(
                        api.sql(
                                """
                                select count(*) from webhooks
                                 where account_id = %d and previous_secret <> secret
                                   and position('whsec_'::bytea in previous_secret) = 0
                                   and previous_secret_until between now() + interval '23 hours'
                                                                 and now() + interval '25 hours'
                                """
                                        .formatted(shop.account())))
                .isEqualTo(1);
    }

    @Test
    void sign_with_the_newest_secret_alone_as_soon_as_that_is_wanted() {
        String path = made(shop);
        shop.post(path + "/secret", "");

        HttpResponse<String> others =
                api.signedIn(Role.ADVERTISER).delete(path + "/secret/previous");
        boolean stillSigns = !shop.get(path).body().contains("\"previous_secret_until\":null");
        HttpResponse<String> dropped = shop.delete(path + "/secret/previous");

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(stillSigns).isTrue();
        assertThat(dropped.statusCode()).as(dropped.body()).isEqualTo(200);
        assertThat(shop.get(path).body()).contains("\"previous_secret_until\":null");
        assertThat(
                        api.sql(
                                "select count(*) from webhooks where account_id = %d and previous_secret is not null"
                                        .formatted(shop.account())))
                .isZero();
    }

    @Test
    void are_gone_when_they_are_archived() {
        String path = made(shop);

        assertThat(shop.delete(path).statusCode()).isEqualTo(200);

        assertThat(shop.get(path).statusCode()).isEqualTo(404);
        assertThat(shop.get(WEBHOOKS).body()).contains("\"webhooks\":[]");
        assertThat(shop.delete(path).statusCode()).isEqualTo(404);
        assertThat(shop.patch(path, "{\"version\":1,\"status\":\"active\"}").statusCode())
                .isEqualTo(404);
        assertThat(shop.post(path + "/test", "").statusCode()).isEqualTo(404);
        assertThat(shop.get(path + "/deliveries").statusCode()).isEqualTo(404);
    }

    @Test
    void are_nobody_elses() {
        String path = made(shop);
        SignedIn other = api.signedIn(Role.PROMOTER);

        assertThat(other.get(path).statusCode()).isEqualTo(404);
        assertThat(other.patch(path, "{\"version\":0,\"status\":\"paused\"}").statusCode())
                .isEqualTo(404);
        assertThat(other.delete(path).statusCode()).isEqualTo(404);
        assertThat(other.post(path + "/secret", "").statusCode()).isEqualTo(404);
        assertThat(other.post(path + "/test", "").statusCode()).isEqualTo(404);
        assertThat(other.get(path + "/deliveries").statusCode()).isEqualTo(404);
        assertThat(other.get(WEBHOOKS).body()).contains("\"webhooks\":[]");
        assertThat(shop.get(path).body()).contains("\"version\":0", "\"status\":\"active\"");
    }
}
