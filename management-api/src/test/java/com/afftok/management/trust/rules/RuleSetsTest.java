package com.afftok.management.trust.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Eventually;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.id.ClickId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleSetsTest {

    private static final String RULE_SETS = "/api/admin/fraud/rule-sets";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn reviewer = api.signedIn(Role.FRAUD_REVIEWER);

    @AfterEach
    void the_bundled_rules_are_in_force_again() {
        reviewer.post(RULE_SETS + "/1/activate", "");
    }

    @Test
    void begin_with_the_one_that_comes_with_the_product() {
        HttpResponse<String> list = reviewer.get(RULE_SETS + "?limit=100");
        HttpResponse<String> first = reviewer.get(RULE_SETS + "/1");

        assertThat(list.body()).contains("\"version\":1,", "\"bundled\":true,\"active\":true");
        assertThat(first.body()).contains("\"referrer_spoofing\":0.6", "semalt.com");
        assertThat(reviewer.get(RULE_SETS + "/999999").statusCode()).isEqualTo(404);
        assertThat(reviewer.get(RULE_SETS + "/x").body()).contains("\"field\":\"version\"");
    }

    @Test
    void are_made_and_never_change() {
        HttpResponse<String> made = make(rules("\"no_accept\": 0.3", "\"no_accept\": 0.5"));
        String version = RunningApi.member(made, "version");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(Integer.parseInt(version)).isGreaterThanOrEqualTo(1000);
        assertThat(made.body()).contains("\"active\":false", "\"note\":\"stricter\"");
        assertThat(reviewer.get(RULE_SETS + '/' + version).body())
                .contains("\"version\":" + version, "\"no_accept\":0.5");
        assertThat(
                        api.sql(
                                "select (rules ->> 'version')::bigint from fraud_rule_sets where version = "
                                        + version))
                .isEqualTo(Long.parseLong(version));
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'fraud_rules.create' and object_id = '%s' and old_value is null
                                   and new_value -> 'rules' -> 'weights' ->> 'no_accept' = '0.5'
                                """
                                        .formatted(version)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "declared_bot": 0.9    | "declared_bot": 0.905     | rules.weights.declared_bot
                    "declared_bot": 0.9    | "declared_bot": "much"    | rules.weights.declared_bot
                    "declared_bot": 0.9    | "declared_bot": 1e999     | rules.weights.declared_bot
                    "flag": 0.2            | "flag": 0.6               | rules.thresholds.flag
                    "window_seconds": 60   | "window_seconds": 60.5    | rules.velocity.window_seconds
                    "window_seconds": 60   | "window_seconds": 9999999999999999999 | rules.velocity.window_seconds
                    "limit": 6             | "limit": 17               | rules.offers.limit
                    "pattern": "^Java/"    | "pattern": "("            | rules.agents.bots[0].pattern
                    "pattern": "^Java/"    | "pattern": ".*"           | rules.agents.bots[0].pattern
                    "name": "Java"         | "name": "\\u0000"         | rules.agents.bots[0].name
                    "name": "Java"         | "name": "\\ud800"         | rules.agents.bots[0].name
                    "version": 1,          | "colour": 1,              | rules.colour
                    """)
    void that_edges_could_not_read_are_refused(String good, String bad, String field) {
        HttpResponse<String> answer = make(rules(good, bad));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + '"');
    }

    @Test
    void that_are_none_are_refused() {
        assertThat(make("{}").body()).contains("rules.weights", "is required");
        assertThat(reviewer.post(RULE_SETS, "{}").body()).contains("\"field\":\"rules\"");
        assertThat(make("[]").statusCode()).isEqualTo(400);
        assertThat(make("3").statusCode()).isEqualTo(400);
        assertThat(make("null").statusCode()).isEqualTo(400);
    }

    @Test
    void are_in_force_one_at_a_time_and_edges_hear_of_it() {
        String one = RunningApi.member(make(FraudRules.bundled()), "version");
        String other = RunningApi.member(make(FraudRules.bundled()), "version");
        List<String> heard = new CopyOnWriteArrayList<>();
        RedisClient client = RedisClient.create(api.redis().url());
        try (client;
                StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub()) {
            listening.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            heard.add(message);
                        }
                    });
            listening.sync().subscribe("fraud:changed");

            HttpResponse<String> first = reviewer.post(RULE_SETS + '/' + one + "/activate", "");
            HttpResponse<String> second = reviewer.post(RULE_SETS + '/' + other + "/activate", "");

            assertThat(first.body()).contains("\"active\":true");
            assertThat(second.body()).contains("\"active\":true");
            Eventually.eventually("edges told", () -> heard.size() == 2);
        }
        assertThat(api.sql("select version from fraud_rule_sets where active"))
                .isEqualTo(Long.parseLong(other));
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action = 'fraud_rules.activate' and object_id = '%s'
                                   and old_value ->> 'active_version' = '%s'
                                """
                                        .formatted(other, one)))
                .isEqualTo(1);
        assertThat(reviewer.post(RULE_SETS + "/1/activate", "").body())
                .contains("\"bundled\":true,\"active\":true");
        assertThat(api.sql("select count(*) from fraud_rule_sets where active")).isZero();
        assertThat(reviewer.post(RULE_SETS + "/999999/activate", "").statusCode()).isEqualTo(404);
    }

    @Test
    void say_beforehand_what_they_would_have_made_of_past_clicks() {
        FraudCase offer = FraudCase.in(api);
        ClickId flips = offer.click("suspicious", 30, "no_accept");
        offer.conversion(flips, "approved");
        offer.conversion(flips, "pending");
        offer.click("valid", 0);
        offer.click("suspicious", 20, "no_accept_language");
        offer.click("fraud", 60, "referrer_spoofing");
        offer.click("bot", 100, "blocked_address");
        offer.click("geo_blocked", 30, "no_accept");
        offer.click(Duration.ofHours(2), "suspicious", 30, "no_accept");
        ClickId reviewed = offer.click("suspicious", 30, "no_accept");
        reviewer.post(
                "/api/admin/fraud/clicks/" + FraudCase.code(reviewed) + "/approve",
                "{\"reason\":\"fine\"}");
        String version =
                RunningApi.member(
                        make(
                                rules("\"no_accept\": 0.3", "\"no_accept\": 0.5")
                                        .replace(
                                                "\"referrer_spoofing\": 0.6",
                                                "\"referrer_spoofing\": 0.4")),
                        "version");

        HttpResponse<String> answer =
                dryRun(version, Instant.now().minusSeconds(3600), Instant.now(), offer.offer());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"clicks\":4,\"sampled\":false",
                        "\"accepted_to_refused\":{\"clicks\":1,\"by_reason\":[{\"reason\":\"no_accept\",\"clicks\":1}],"
                                + "\"conversions\":2,\"commission\":[{\"amount\":10.00,\"currency\":\"USD\"}]}",
                        "\"refused_to_accepted\":{\"clicks\":1,\"by_reason\":[{\"reason\":\"referrer_spoofing\",\"clicks\":1}],"
                                + "\"commission_unknown_of\":1}",
                        "\"not_judged_again\":1",
                        "Only weights and thresholds");
        assertThat(
                        dryRun("1", Instant.now().minusSeconds(3600), Instant.now(), offer.offer())
                                .body())
                .contains(
                        "\"accepted_to_refused\":{\"clicks\":0",
                        "\"refused_to_accepted\":{\"clicks\":0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                                                                       | from
                    {"from":"2026-01-01T00:00:00Z"}                                          | to
                    {"from":"2026-01-01T00:00:00Z","to":"2026-01-01T00:00:00Z"}              | to
                    {"from":"2026-01-01T00:00:00Z","to":"2026-03-01T00:00:00Z"}              | to
                    {"from":"+1000000000-12-31T00:00:00Z","to":"2026-03-01T00:00:00Z"}       | from
                    {"from":"soon","to":"2026-03-01T00:00:00Z"}                              | from
                    {"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","offer_id":0} | offer_id
                    """)
    void are_not_tried_on_nonsense(String body, String field) {
        HttpResponse<String> answer = reviewer.post(RULE_SETS + "/1/dry-run", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + '"');
    }

    private HttpResponse<String> dryRun(String version, Instant from, Instant to, long offer) {
        return reviewer.post(
                RULE_SETS + '/' + version + "/dry-run",
                "{\"from\":\"%s\",\"to\":\"%s\",\"offer_id\":%d}".formatted(from, to, offer));
    }

    private HttpResponse<String> make(String rules) {
        return reviewer.post(RULE_SETS, "{\"note\":\"stricter\",\"rules\":" + rules + '}');
    }

    private static String rules(String good, String bad) {
        assertThat(FraudRules.bundled()).contains(good);
        return FraudRules.bundled().replace(good, bad);
    }
}
