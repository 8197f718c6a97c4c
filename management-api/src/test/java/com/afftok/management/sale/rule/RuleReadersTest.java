package com.afftok.management.sale.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What promoters see of rules, and what an advertiser is warned of.
final class RuleReadersTest {

    private static final String RULES = "/api/commission-rules";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);

    @Test
    void promoters_see_what_applies_to_them_alone() {
        SignedIn other = api.signedIn(Role.PROMOTER);
        api.sql(
                "insert into user_offers (promoter_id, offer_id, advertiser_id) values (%d, %d, %d)"
                        .formatted(
                                other.account(),
                                trade.offer().offer(),
                                trade.advertiser().account()));
        String all = id(make("\"name\":\"All\",\"payout_type\":\"cpa\",\"amount\":6"));
        String own =
                id(
                        make(
                                "\"name\":\"Own\",\"payout_type\":\"cpa\",\"amount\":7,\"promoter_id\":"
                                        + trade.promoter().account()));
        String others =
                id(
                        make(
                                "\"name\":\"Other\",\"payout_type\":\"cpa\",\"amount\":8,\"promoter_id\":"
                                        + other.account()));

        assertThat(trade.promoter().get(RULES).body())
                .contains("\"name\":\"All\"", "\"name\":\"Own\"")
                .doesNotContain("\"name\":\"Other\"");
        assertThat(trade.promoter().get(RULES + "/" + own).statusCode()).isEqualTo(200);
        assertThat(trade.promoter().get(RULES + "/" + others).statusCode()).isEqualTo(404);
        assertThat(trade.recruiter().get(RULES).body()).contains("\"rules\":[]");
        assertThat(trade.recruiter().get(RULES + "/" + all).statusCode()).isEqualTo(404);
        assertThat(trade.promoter().get(RULES + "/" + all + "/versions").statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_was_read_may_be_sent_back() {
        HttpResponse<String> made = make("\"name\":\"All\",\"payout_type\":\"cpa\",\"amount\":6");
        String read = trade.advertiser().get(RULES + "/" + id(made)).body();
        String rule = read.substring(read.indexOf("\"data\":") + 7, read.lastIndexOf('}'));

        HttpResponse<String> changed = trade.advertiser().put(RULES + "/" + id(made), rule);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body()).contains("\"version\":1", "\"status\":\"active\"");
    }

    @Test
    void a_rule_that_can_pay_more_than_the_sale_is_saved_with_a_warning() {
        String conditions =
                "\"conditions\":[{\"on\":\"coupon\",\"modifier\":2},{\"on\":\"country\",\"in\":[\"SA\"],\"modifier\":0.5}]";

        assertThat(
                        make("\"name\":\"Much\",\"payout_type\":\"cps\",\"percent\":60,"
                                        + conditions)
                                .body())
                .contains(
                        "\"field\":\"percent\",\"code\":\"pays_more_than_the_sale\"",
                        "\"percent\":\"120\"");
        assertThat(
                        make("\"name\":\"Tiers\",\"payout_type\":\"cps\",\"percent\":5,\"tiers\":[{\"min_sales\":9,\"rate\":100}],"
                                        + conditions)
                                .body())
                .contains("\"field\":\"tiers\",\"code\":\"pays_more_than_the_sale\"");
        assertThat(make("\"name\":\"Half\",\"payout_type\":\"cps\",\"percent\":50").body())
                .doesNotContain("pays_more_than_the_sale");
    }

    @Test
    void what_the_platform_takes_counts_in_what_a_rule_can_cost() {
        HttpResponse<String> terms =
                api.signedIn(Role.FINANCE_ADMIN)
                        .put(
                                "/api/admin/advertisers/%d/terms"
                                        .formatted(trade.advertiser().account()),
                                "{\"fee_percent\":20,\"billing\":[],\"version\":0}");
        assertThat(terms.statusCode()).as(terms.body()).isEqualTo(200);

        assertThat(make("\"name\":\"Much\",\"payout_type\":\"cps\",\"percent\":90").body())
                .contains("\"code\":\"pays_more_than_the_sale\"", "\"percent\":\"108\"");
        assertThat(make("\"name\":\"Less\",\"payout_type\":\"cps\",\"percent\":80").body())
                .doesNotContain("pays_more_than_the_sale");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'on':'goal','in':['nogoal','Lead']} | [0].in | unknown_goals | has nogoal: the offer has no such goal",
                "{'on':'goal','in':['sale'],'modifier':2},{'on':'goal','in':['x'],'modifier':2} | [1].in | unknown_goals | has x:",
                "{'on':'country','in':['SA','ZZ','q1']} | [0].in | two letters | -",
                "{'on':'country','in':['SA','zz']} | [0].in | unknown_countries | has zz:",
                "{'on':'country','in':['SA']},{'on':'country','in':['AE','KW']} | [1] | contradicts | on country",
                "{'on':'country','in':['SA','AE']},{'on':'country','in':['AE','KW']},{'on':'country','in':['SA','KW']} | [2] | contradicts | on country",
                "{'on':'timeframe','until':'2020-01-01T00:00:00Z'} | [0].until | period_over | is over",
                "{'on':'timeframe','from':'2190-01-01T00:00:00Z'},{'on':'timeframe','until':'2190-01-01T00:00:00Z'} | [1] | contradicts | timeframe",
                "{'on':'timeframe','days':['fri']},{'on':'timeframe','days':['sat','sun']} | [1] | contradicts | timeframe",
                "{'on':'timeframe','from_hour':22,'until_hour':2},{'on':'timeframe','from_hour':2,'until_hour':22} | [1] | contradicts | timeframe",
                "{'on':'performance','below':2},{'on':'performance','at_least':2} | [1] | contradicts | performance"
            })
    void conditions_that_are_not_met_are_named(
            String conditions, String field, String code, String message) {
        api.sql("update offers set goals = '{sale,lead}' where id = " + trade.offer().offer());

        HttpResponse<String> answer = post(withConditions(conditions));

        assertThat(answer.body())
                .contains("\"field\":\"conditions" + field, code)
                .contains(message.equals("-") ? "VALID_001" : message);
        assertThat(answer.body().split("\"field\"", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'on':'goal','in':['Sale','lead']},{'on':'country','in':['sa']},{'on':'country','in':['SA','AE']}",
                "{'on':'country','in':['SA']},{'on':'country','in':['AE'],'modifier':2},{'on':'coupon','in':['A']},{'on':'coupon'}",
                "{'on':'timeframe','until':'2190-01-01T00:00:00Z'},{'on':'timeframe','from':'2189-01-01T00:00:00Z'}",
                "{'on':'timeframe','days':['fri']},{'on':'timeframe','days':['sat'],'zone':'Asia/Riyadh'}",
                "{'on':'timeframe','from_hour':22,'until_hour':3},{'on':'timeframe','from_hour':2,'until_hour':22}",
                "{'on':'performance','below':3},{'on':'performance','at_least':2}"
            })
    void conditions_that_sales_can_meet_get_no_warning(String conditions) {
        api.sql("update offers set goals = '{sale,lead}' where id = " + trade.offer().offer());

        assertThat(post(withConditions(conditions)).body()).contains("\"warnings\":[]");
    }

    private static String withConditions(String conditions) {
        return "\"name\":\"Some\",\"payout_type\":\"cpa\",\"amount\":6,\"conditions\":[%s]"
                .formatted(conditions.replace('\'', '"'));
    }

    @Test
    void changes_by_members_are_audited() {
        String id = id(make("\"name\":\"All\",\"payout_type\":\"cpa\",\"amount\":6"));

        assertThat(
                        trade.offer()
                                .isAudited(
                                        "commission_rule.create",
                                        id,
                                        "actor_kind = 'user' and actor_id = "
                                                + trade.advertiser().id()))
                .isTrue();
    }

    private HttpResponse<String> make(String members) {
        HttpResponse<String> made = post(members);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made;
    }

    private HttpResponse<String> post(String members) {
        return trade.advertiser()
                .post(
                        RULES,
                        "{\"offer_id\":%d,\"currency\":\"USD\",%s}"
                                .formatted(trade.offer().offer(), members));
    }

    private static String id(HttpResponse<String> rule) {
        return RunningApi.member(rule, "id");
    }
}
