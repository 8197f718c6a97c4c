package com.afftok.management.sale.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

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
        HttpResponse<String> made =
                trade.advertiser()
                        .post(
                                RULES,
                                "{\"offer_id\":%d,\"currency\":\"USD\",%s}"
                                        .formatted(trade.offer().offer(), members));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String id(HttpResponse<String> rule) {
        return RunningApi.member(rule, "id");
    }
}
