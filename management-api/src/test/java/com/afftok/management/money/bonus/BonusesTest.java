package com.afftok.management.money.bonus;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bonuses that a person gives.
final class BonusesTest {

    private static final String BONUSES = "/api/bonuses";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);

    @Test
    void are_available_at_once_and_lead_to_their_entry() {
        HttpResponse<String> given = give(trade.advertiser(), "50");

        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        String id = member(given, "id");
        String entry = member(given, "entry_id");
        assertThat(given.body())
                .contains(
                        "\"amount\":50.00,\"currency\":\"USD\",\"reason\":\"For the launch\",\"user_id\":"
                                + trade.advertiser().id());
        assertThat(trade.promoter().get("/api/balance").body()).contains("\"available\":50.00");
        assertThat(trade.advertiser().get("/api/balance").body()).contains("\"owed\":50.00");
        assertThat(trade.promoter().get("/api/ledger?kind=bonus").body())
                .contains("\"entry_id\":" + entry, "\"memo\":\"For the launch\"");
        assertThat(trade.promoter().get(BONUSES + "?entry_id=" + entry).body())
                .contains("\"id\":" + id, "\"user_id\":null");
        assertThat(trade.promoter().get(BONUSES + "/" + id).body()).contains("\"amount\":50.00");
        assertThat(trade.offer().isAudited("bonus.give", id, "actor_kind = 'user'")).isTrue();
    }

    @Test
    void are_seen_by_their_parties_and_finance_alone() {
        String path = BONUSES + "/" + member(give(trade.advertiser(), "5"), "id");

        assertThat(trade.recruiter().get(path).statusCode()).isEqualTo(404);
        assertThat(api.signedIn(Role.ADVERTISER).get(path).statusCode()).isEqualTo(404);
        assertThat(api.signedIn(Role.FINANCE_ADMIN).get(path).statusCode()).isEqualTo(200);
        assertThat(trade.recruiter().get(BONUSES).body()).contains("\"bonuses\":[]");
    }

    @Test
    void are_given_by_owners_and_finance_with_a_fresh_proof() {
        long account = trade.advertiser().account();

        assertThat(give(asMember(account, MemberRole.FINANCE), "5").statusCode()).isEqualTo(201);
        assertThat(give(asMember(account, MemberRole.MANAGER), "5").statusCode()).isEqualTo(403);
        assertThat(give(asMember(account, MemberRole.VIEWER), "5").statusCode()).isEqualTo(403);
        assertThat(give(trade.promoter(), "5").statusCode()).isEqualTo(403);
        assertThat(give(trade.advertiser().fiveMinutesLater(), "5").body()).contains("AUTH_006");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void of_a_repeated_request_are_given_once() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer =
                    api.send(
                            trade.advertiser()
                                    .request(BONUSES)
                                    .header("Idempotency-Key", "bonus-" + trade.promoter().id())
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body("7"))));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"amount\":5 | \"amount\":0 | amount | not_positive",
                "\"amount\":5 | \"amount\":-5 | amount | not_positive",
                "\"amount\":5 | \"amount\":5.001 | amount | not_an_amount",
                "\"amount\":5 | \"amount\":1000000001 | amount | too_large",
                "\"USD\" | \"XXY\" | currency | not_a_currency",
                "\"For the launch\" | \"  \" | reason | blank",
                "\"For the launch\" | null | reason | required",
                "\"reason\" | \"why\" | why | unknown_member",
            })
    void that_are_wrong_are_not_given(String from, String to, String field, String problem) {
        HttpResponse<String> answer = trade.advertiser().post(BONUSES, body("5").replace(from, to));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"", problem);
        assertThat(count()).isZero();
    }

    @Test
    void are_for_active_promoters_of_the_advertiser() {
        assertThat(give(Trade.in(api).advertiser(), "5").body())
                .contains("\"field\":\"promoter_id\"", "not_your_promoter");

        api.sql("update accounts set status = 'banned' where id = " + trade.promoter().account());

        assertThat(give(trade.advertiser(), "5").body()).contains("not_your_promoter");
        assertThat(count()).isZero();
    }

    private SignedIn asMember(long account, MemberRole role) {
        return SignedIn.member(api, Role.ADVERTISER, account, role);
    }

    private HttpResponse<String> give(SignedIn by, String amount) {
        return by.post(BONUSES, body(amount));
    }

    private String body(String amount) {
        return "{\"promoter_id\":%d,\"amount\":%s,\"currency\":\"USD\",\"reason\":\"For the launch\"}"
                .formatted(trade.promoter().account(), amount);
    }

    private long count() {
        return api.sql(
                "select count(*) from bonuses where promoter_id = " + trade.promoter().account());
    }
}
