package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CancelPayoutTest {

    private static final String REASON = "{\"reason\":\"a closer look\"}";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_thresholds");
    }

    @Test
    void returns_the_money_in_the_same_transaction() {
        String payout = requested();

        HttpResponse<String> cancelled = cancel(promoter, payout);

        assertThat(cancelled.body())
                .contains(
                        "\"status\":\"failed\"",
                        "\"failure_reason\":\"cancelled by the promoter\"");
        assertThat(promoter.get("/api/balance").body())
                .contains("\"in_payout\":0.00", "\"available\":50.00");
        assertThat(promoter.get("/api/payouts/" + payout).body())
                .contains("\"action\":\"cancel\",\"user_id\":" + promoter.id());
        HttpResponse<String> again = cancel(promoter, payout);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("PAYOUT_002", "is failed", "\"existing\":{\"id\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "approved", "approved once", "completed"})
    void comes_too_late_after_a_decision(String state) {
        if (state.equals("approved once")) {
            api.sql("insert into payout_thresholds (currency, amount) values ('USD', 1)");
        }
        String payout = requested();
        if (state.equals("held")) {
            decide(payout, "hold", REASON);
        } else {
            decide(payout, "approve", "");
        }
        if (state.equals("completed")) {
            decide(payout, "complete", "{\"reference\":\"TT-1\"}");
        }
        String before = promoter.get("/api/balance").body();

        HttpResponse<String> answer = cancel(promoter, payout);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "PAYOUT_002",
                        state.equals("approved once") ? "approved_already" : "is " + state);
        assertThat(promoter.get("/api/balance").body()).isEqualTo(before);
    }

    @Test
    void is_for_owners_and_finance_of_the_account() {
        String payout = requested();
        SignedIn viewer =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.VIEWER);

        assertThat(cancel(viewer, payout).statusCode()).isEqualTo(403);
        assertThat(cancel(trade.recruiter(), payout).statusCode()).isEqualTo(404);
        assertThat(cancel(promoter, "999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void and_an_approval_at_the_same_time_exclude_each_other() {
        String payout = requested();

        List<CompletableFuture<Integer>> answers =
                Stream.of(true, false, true, false, true, false)
                        .map(cancels ->
                                CompletableFuture.supplyAsync(() ->
                                        (cancels
                                                        ? cancel(promoter, payout)
                                                        : decide(payout, "approve", ""))
                                                .statusCode()))
                        .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
    }

    @Test
    void shows_no_payouts_of_another_promoter() {
        requested();

        assertThat(promoter.get("/api/payouts?promoter_id=" + trade.recruiter().account()).body())
                .contains("VALID_001", "\"field\":\"promoter_id\"", "not_yours");
        assertThat(promoter.get("/api/payouts?promoter_id=" + promoter.account()).body())
                .contains("\"amount\":30.00");
    }

    /// 30 of 50 USD.
    private String requested() {
        trade.adjust("50");
        HttpResponse<String> answer =
                promoter.post(
                        "/api/payouts",
                        "{\"amount\":30,\"currency\":\"USD\",\"method_id\":%d}"
                                .formatted(trade.method()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return member(answer, "id");
    }

    private static HttpResponse<String> cancel(SignedIn caller, String payout) {
        return caller.post("/api/payouts/%s/cancel".formatted(payout), "");
    }

    private HttpResponse<String> decide(String payout, String action, String body) {
        return finance.post("/api/admin/payouts/%s/%s".formatted(payout, action), body);
    }
}
