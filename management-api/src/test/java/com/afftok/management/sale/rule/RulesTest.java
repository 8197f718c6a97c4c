package com.afftok.management.sale.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Rules of an advertiser's offer, which pays 5 USD.
final class RulesTest {

    private static final String RULES = "/api/commission-rules";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    @Test
    void a_new_rule_is_in_force_from_now_on() {
        Instant before = Instant.now();

        HttpResponse<String> made =
                make(
                        """
                        "name":" Gold ","payout_type":"hybrid","amount":2.50,"percent":7.5,"currency":"USD","priority":3,
                        "promoter_id":%d,
                        "tiers":[{"min_sales":0,"max_sales":9,"rate":8},{"min_sales":10,"rate":"9.25"}],
                        "conditions":[{"on":"country","in":["SA"]},{"on":"coupon","modifier":"1.5"}]
                        """
                                .formatted(offer.promoter()));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"name\":\"Gold\"",
                        "\"amount\":2.5",
                        "\"percent\":7.5",
                        "\"tiers\":[{\"min_sales\":0,\"max_sales\":9,\"rate\":8},{\"min_sales\":10,\"max_sales\":null,\"rate\":9.25}]",
                        "\"on\":\"country\"",
                        "\"status\":\"active\"",
                        "\"effective_until\":null",
                        "\"version\":0",
                        "\"warnings\":[]");
        assertThat(RunningApi.member(made, "id")).isEqualTo(RunningApi.member(made, "version_id"));
        assertThat(Instant.parse(RunningApi.member(made, "effective_from")))
                .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MICROS));
        assertThat(shop.get(RULES + "/" + id(made)).body()).contains("\"name\":\"Gold\"");
    }

    @Test
    void a_change_adds_a_version_and_ends_the_former_one_at_the_same_time() {
        HttpResponse<String> made = make(cpa("First", 6));

        HttpResponse<String> changed = change(made, 0, cpa("Second", 7));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(id(changed)).isEqualTo(id(made));
        assertThat(RunningApi.member(changed, "version_id"))
                .isNotEqualTo(RunningApi.member(made, "version_id"));
        assertThat(versions(made)).isEqualTo("First 6.0000 ended false, Second 7.0000 open true");
        assertThat(
                        api.sql(
                                """
                                select count(*) from commission_rules a
                                  join commission_rules b on b.series_id = a.series_id and b.effective_from = a.effective_until
                                 where a.series_id = %s
                                """
                                        .formatted(id(made))))
                .isEqualTo(1);
        assertThat(shop.get(RULES + "/" + RunningApi.member(changed, "version_id")).body())
                .contains("\"name\":\"Second\"", "\"id\":" + id(made));
        assertThat(shop.get(RULES + "/" + id(made) + "/versions").body())
                .contains("\"name\":\"First\"", "\"name\":\"Second\"");
        assertThat(shop.get(RULES + "/" + id(made) + "/versions?limit=1").body())
                .contains("\"name\":\"Second\"")
                .doesNotContain("\"name\":\"First\"", "\"next_cursor\":null");
    }

    @Test
    void a_change_from_an_outdated_version_gets_the_present_one() {
        HttpResponse<String> made = make(cpa("First", 6));
        change(made, 0, cpa("Second", 7));

        HttpResponse<String> answer = change(made, 0, cpa("Third", 8));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "\"STATE_001\"", "\"existing\":{", "\"name\":\"Second\"", "\"version\":1");
        assertThat(end(made, "{\"version\":0}").body()).contains("\"STATE_001\"");
        assertThat(versions(made)).contains("Second 7.0000 open true").doesNotContain("Third");
    }

    @Test
    void changes_at_the_same_time_have_one_effect() {
        HttpResponse<String> made = make(cpa("First", 6));

        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 6)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> change(made, 0, cpa("Next", 10 + i))))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(api.sql("select count(*) from commission_rules where series_id = " + id(made)))
                .isEqualTo(2);
    }

    @Test
    void a_change_may_begin_later_and_be_replaced_before_it_begins() {
        Instant later = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        HttpResponse<String> made = make(cpa("First", 6));

        HttpResponse<String> planned =
                change(made, 0, cpa("Planned", 7) + ",\"effective_from\":\"" + later + "\"");

        assertThat(planned.body())
                .contains("\"status\":\"scheduled\"", "\"effective_from\":\"" + later + "\"");
        assertThat(versions(made)).isEqualTo("First 6.0000 open true, Planned 7.0000 open false");

        HttpResponse<String> now = change(made, 1, cpa("Now", 8));

        assertThat(now.body()).contains("\"status\":\"active\"", "\"version\":2");
        assertThat(versions(made))
                .isEqualTo(
                        "First 6.0000 ended false, Planned 7.0000 never false, Now 8.0000 open true");
        assertThat(shop.get(RULES + "?status=ended&offer_id=" + offer.offer()).body())
                .contains("\"rules\":[]");
    }

    @Test
    void a_rule_ends_now_or_later_and_may_begin_again() {
        HttpResponse<String> made = make(cpa("Promotion", 6));
        Instant later = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

        HttpResponse<String> planned =
                end(made, "{\"version\":0,\"effective_until\":\"" + later + "\"}");
        HttpResponse<String> ended = end(made, "{\"version\":1}");

        assertThat(planned.body())
                .contains(
                        "\"status\":\"active\"",
                        "\"effective_until\":\"" + later + "\"",
                        "\"version\":1");
        assertThat(ended.body()).contains("\"status\":\"ended\"", "\"version\":2");
        assertThat(end(made, "{\"version\":1}").statusCode()).isEqualTo(409);
        assertThat(shop.get(RULES + "?status=active&offer_id=" + offer.offer()).body())
                .contains("\"rules\":[]");

        assertThat(change(made, 2, cpa("Again", 7)).body()).contains("\"status\":\"active\"");
        assertThat(versions(made))
                .isEqualTo("Promotion 6.0000 ended false, Again 7.0000 open true");
    }

    @Test
    void rules_that_decide_nothing_are_named() {
        HttpResponse<String> wide = make(cpa("Wide", 6) + ",\"priority\":5");

        HttpResponse<String> hidden = make(cpa("Hidden", 7));
        HttpResponse<String> hiding = make(cpa("Hiding", 0) + ",\"priority\":9");

        assertThat(hidden.body())
                .contains("\"code\":\"never_decides\",\"params\":{\"rule\":" + id(wide) + "}");
        assertThat(hiding.body())
                .contains(
                        "pays_nothing",
                        "\"code\":\"hides_rule\",\"params\":{\"rule\":" + id(wide) + "}",
                        "\"code\":\"hides_rule\",\"params\":{\"rule\":" + id(hidden) + "}");
        assertThat(make(cpa("Own", 7) + ",\"promoter_id\":" + offer.promoter()).body())
                .contains("\"warnings\":[]");
        assertThat(
                        make(cpa("Until", 7)
                                        + ",\"priority\":9,\"effective_until\":\"2199-01-01T00:00:00Z\"")
                                .body())
                .doesNotContain("hides_rule");
    }

    @Test
    void an_offer_has_a_limited_number_of_rules() {
        api.sql(
                """
                insert into commission_rules (advertiser_id, offer_id, name, payout_type, amount, currency)
                select %d, %d, 'Rule ' || n, 'cpa', 5, 'USD' from generate_series(1, 99) as n
                """
                        .formatted(offer.advertiser(), offer.offer()));

        HttpResponse<String> last = make(cpa("Last", 5));
        HttpResponse<String> tooMany = make(cpa("Too many", 5));

        assertThat(last.statusCode()).isEqualTo(201);
        assertThat(tooMany.statusCode()).isEqualTo(409);
        assertThat(tooMany.body()).contains("\"STATE_002\"", "too_many_terms");
        assertThat(make(cpa("Own", 5) + ",\"promoter_id\":" + offer.promoter()).statusCode())
                .isEqualTo(201);
        end(last, "{\"version\":0}");
        assertThat(make(cpa("Next", 5)).statusCode()).isEqualTo(201);
        assertThat(change(last, 1, cpa("Again", 5)).body()).contains("too_many_terms");
    }

    @Test
    void of_another_advertiser_find_nothing() {
        HttpResponse<String> made = make(cpa("Mine", 6));
        SignedIn other = api.signedIn(Role.ADVERTISER);
        String path = RULES + "/" + id(made);

        assertThat(other.get(path).statusCode()).isEqualTo(404);
        assertThat(other.get(path + "/versions").statusCode()).isEqualTo(404);
        assertThat(other.put(path, "{\"version\":0," + cpa("Theirs", 1) + "}").statusCode())
                .isEqualTo(404);
        assertThat(other.post(path + "/end", "{\"version\":0}").statusCode()).isEqualTo(404);
        assertThat(
                        other.post(
                                        RULES,
                                        "{\"offer_id\":%d,%s}"
                                                .formatted(offer.offer(), cpa("Theirs", 1)))
                                .body())
                .contains("\"OFFER_001\"");
        assertThat(other.get(RULES).body()).contains("\"rules\":[]");
        assertThat(versions(made)).isEqualTo("Mine 6.0000 open true");
    }

    @Test
    void administrators_change_rules_of_all_and_are_audited() {
        SignedIn admin = api.signedIn(Role.ADVERTISER_MANAGER);
        HttpResponse<String> made =
                admin.post(RULES, "{\"offer_id\":%d,%s}".formatted(offer.offer(), cpa("Ours", 6)));

        admin.put(RULES + "/" + id(made), "{\"version\":0," + cpa("Changed", 7) + "}");

        assertThat(shop.get(RULES).body()).contains("\"name\":\"Changed\"");
        assertThat(
                        offer.isAudited(
                                "commission_rule.change",
                                id(made),
                                "old_value ->> 'name' = 'Ours' and new_value ->> 'name' = 'Changed'"))
                .isTrue();
    }

    private HttpResponse<String> make(String members) {
        return shop.post(RULES, "{\"offer_id\":" + offer.offer() + "," + members + "}");
    }

    private HttpResponse<String> change(HttpResponse<String> made, int version, String members) {
        return shop.put(RULES + "/" + id(made), "{\"version\":" + version + "," + members + "}");
    }

    private HttpResponse<String> end(HttpResponse<String> made, String json) {
        return shop.post(RULES + "/" + id(made) + "/end", json);
    }

    private static String cpa(String name, int amount) {
        return "\"name\":\"%s\",\"payout_type\":\"cpa\",\"amount\":%d,\"currency\":\"USD\""
                .formatted(name, amount);
    }

    private static String id(HttpResponse<String> rule) {
        return RunningApi.member(rule, "id");
    }

    /// Each version with its end and whether it is in force.
    private String versions(HttpResponse<String> made) {
        return api.text(
                """
                select string_agg(name || ' ' || amount || ' ' ||
                                  case when effective_until is null then 'open'
                                       when effective_until = effective_from then 'never'
                                       when effective_until > now() then 'open' else 'ended' end || ' ' ||
                                  (effective_from <= now() and (effective_until is null or effective_until > now())),
                                  ', ' order by id)
                  from commission_rules where series_id = %s
                """
                        .formatted(id(made)));
    }
}
