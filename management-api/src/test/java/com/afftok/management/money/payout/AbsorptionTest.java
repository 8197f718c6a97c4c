package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.BalanceDifferences;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AbsorptionTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_absorptions");
    }

    @Test
    void of_refunds_by_one_payout_is_limited_and_the_rest_stays_negative() {
        limit("10", 0);
        trade.adjust("100");
        trade.adjust("-30");

        assertThat(quote("90").body()).contains("\"most\":90.00", "\"problem\":null");
        assertThat(request("90.01").body())
                .contains("PAYOUT_001", "above_balance", "\"balance\":\"90.00\"");
        HttpResponse<String> first = request("90");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);

        assertThat(balance()).contains("\"in_payout\":90.00", "\"available\":-20.00");
        assertThat(open()).isEqualTo("-20.0000");
        trade.adjust("50");
        HttpResponse<String> second = request("40");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(open()).isEqualTo("-10.0000");
        assertThat(approve(first).statusCode()).isEqualTo(200);
        assertThat(approve(second).statusCode()).isEqualTo(200);
        assertThat(BalanceDifferences.of(api, promoter.account())).isZero();
    }

    @Test
    void leaves_approvals_to_notice_refunds_since_the_request() {
        limit("10", 0);
        trade.adjust("100");
        trade.adjust("-30");
        HttpResponse<String> payout = request("90");
        trade.adjust("-5");

        assertThat(approve(payout).body())
                .contains("PAYOUT_002", "above_balance", "\"balance\":\"85.00\"");

        trade.adjust("5");
        assertThat(approve(payout).statusCode()).isEqualTo(200);
    }

    @Test
    void is_complete_without_a_limit() {
        trade.adjust("100");
        trade.adjust("-30");

        assertThat(quote("70").body()).contains("\"most\":70.00", "\"problem\":null");
        assertThat(request("70").statusCode()).isEqualTo(201);
        assertThat(open()).isEqualTo("0");
    }

    @Test
    void is_limited_by_super_admins_alone() {
        String path = "/api/admin/payout-limits/absorption";
        String body = "{\"currency\":\"JPY\",\"amount\":%s,\"version\":0}";

        assertThat(finance.put(path, body.formatted("10")).statusCode()).isEqualTo(403);
        assertThat(boss.put(path, body.formatted("0.5")).body())
                .contains("VALID_001", "\"field\":\"amount\"", "not_an_amount");
        assertThat(boss.put(path, body.formatted("10")).body())
                .contains("\"absorptions\":[{\"currency\":\"JPY\",\"amount\":10,\"version\":1}]");
        assertThat(boss.put(path, body.formatted("11")).body()).contains("STATE_001");
    }

    private void limit(String amount, int version) {
        HttpResponse<String> set =
                boss.put(
                        "/api/admin/payout-limits/absorption",
                        "{\"currency\":\"USD\",\"amount\":%s,\"version\":%d}"
                                .formatted(amount, version));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }

    private HttpResponse<String> quote(String amount) {
        return promoter.get(
                "/api/payouts/quote?amount=%s&currency=USD&method_id=%d".formatted(amount, method));
    }

    private HttpResponse<String> request(String amount) {
        return promoter.post(
                "/api/payouts",
                "{\"amount\":%s,\"currency\":\"USD\",\"method_id\":%d}".formatted(amount, method));
    }

    private HttpResponse<String> approve(HttpResponse<String> payout) {
        return finance.post("/api/admin/payouts/%s/approve".formatted(member(payout, "id")), "");
    }

    private String balance() {
        return promoter.get("/api/balance").body();
    }

    private String open() {
        return api.text(
                "select coalesce(sum(amount), 0) from open_postings where promoter_id = "
                        + promoter.account());
    }
}
