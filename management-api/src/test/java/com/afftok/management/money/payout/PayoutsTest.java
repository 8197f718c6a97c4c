package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import com.afftok.shared.Eventually;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayoutsTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_minimums");
    }

    @Test
    void reserve_the_postings_that_they_use() {
        trade.adjust("50");
        trade.adjust("40");

        HttpResponse<String> requested = request("70");

        assertThat(requested.statusCode()).as(requested.body()).isEqualTo(201);
        assertThat(requested.body())
                .contains(
                        "\"amount\":70.00,\"currency\":\"USD\",\"fee\":0.00,\"withheld\":0.00,\"net\":70.00",
                        "\"method\":\"paypal\",\"method_id\":" + method,
                        "\"status\":\"requested\"");
        assertThat(balance())
                .contains(
                        "\"in_payout\":70.00,\"paid\":0.00,\"fees\":0.00,\"withheld\":0.00,\"available\":20.00");
        assertThat(open()).isEqualTo("20.0000");
        assertThat(promoter.get("/api/payouts").body())
                .contains("\"id\":" + member(requested, "id"));
        assertThat(promoter.get("/api/payouts/" + member(requested, "id")).body())
                .contains("\"action\":\"request\",\"user_id\":" + promoter.id());
        assertThat(promoter.get("/api/ledger?payout_id=" + member(requested, "id")).body())
                .contains("\"kind\":\"payout_request\"");
    }

    @Test
    void can_be_followed_to_the_sales_that_they_pay() {
        long sale = trade.sale("approved");
        trade.adjust("50");
        String payout = member(request("53"), "id");

        String used = promoter.get("/api/ledger?used_by=" + payout).body();

        assertThat(used)
                .contains("\"conversion_id\":" + sale, "\"used_by\":" + payout)
                .doesNotContain("\"used_by\":null");
        assertThat(promoter.get("/api/ledger?conversion_id=" + sale).body())
                .contains("\"used_by\":" + payout);
        assertThat(promoter.get("/api/conversions/" + sale).body()).contains("\"click_id\":\"");
        assertThat(trade.recruiter().get("/api/ledger?used_by=" + payout).body())
                .contains("\"postings\":[]");
    }

    @Test
    void absorb_refunds_that_came_after_the_last_one() {
        trade.adjust("50");
        request("50");
        trade.adjust("-20");
        trade.adjust("60");

        assertThat(request("45").body())
                .contains("PAYOUT_001", "above_balance", "\"balance\":\"40.00\"");
        assertThat(request("40").statusCode()).isEqualTo(201);
        assertThat(open()).isEqualTo("0");
        assertThat(balance()).contains("\"in_payout\":90.00", "\"available\":0.00");
    }

    @Test
    void below_the_minimum_of_currency_and_method_are_refused() {
        trade.adjust("50");
        api.sql(
                "insert into payout_minimums (currency, method, minimum) values ('USD', 'paypal', 25)");

        assertThat(request("24.99").body())
                .contains("PAYOUT_001", "below_minimum", "\"minimum\":\"25.00\"");
        assertThat(request("25").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"amount\":50.01,\"currency\":\"USD\",\"method_id\":%d}', 422, PAYOUT_001, above_balance",
        "'{\"amount\":1,\"currency\":\"EUR\",\"method_id\":%d}', 422, PAYOUT_001, above_balance",
        "'{\"amount\":1.001,\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, not_an_amount",
        "'{\"amount\":0,\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, not_positive",
        "'{\"amount\":-5,\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, not_positive",
        "'{\"amount\":1e30,\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, too_large",
        "'{\"amount\":1e15,\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, must be at most 999999999999999",
        "'{\"amount\":\"5\",\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, not_a_number",
        "'{\"amount\":5,\"currency\":\"usd\",\"method_id\":%d}', 400, VALID_001, not_a_currency",
        "'{\"amount\":5,\"currency\":\"USD\",\"method_id\":999999999}', 400, VALID_001, not_a_payout_method",
        "'{\"amount\":5,\"currency\":\"USD\"}', 400, VALID_001, required",
        "'{\"currency\":\"USD\",\"method_id\":%d}', 400, VALID_001, required",
        "'{\"amount\":5,\"currency\":\"USD\",\"method_id\":%d,\"status\":\"completed\"}', 400, VALID_001, unknown_member"
    })
    void that_do_not_fit_are_refused(String body, int status, String code, String problem) {
        trade.adjust("50");

        HttpResponse<String> answer =
                promoter.post("/api/payouts", body.replace("%d", Long.toString(method)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(code, problem);
        assertThat(open()).isEqualTo("50.0000");
    }

    @Test
    void wait_until_a_new_method_is_used() {
        trade.adjust("50");
        api.sql(
                "update payout_methods set usable_from = now() + interval '1 minute' where id = "
                        + method);

        assertThat(request("10").body()).contains("PAYOUT_002", "not_usable_yet");
    }

    @Test
    void go_to_no_method_of_others() {
        trade.adjust("50");
        long others = Trade.in(api).method();

        assertThat(
                        promoter.post(
                                        "/api/payouts",
                                        "{\"amount\":5,\"currency\":\"USD\",\"method_id\":%d}"
                                                .formatted(others))
                                .body())
                .contains("VALID_001", "not_a_payout_method");
    }

    @Test
    void sent_again_with_the_same_key_are_one() {
        trade.adjust("50");
        String body = "{\"amount\":10,\"currency\":\"USD\",\"method_id\":%d}".formatted(method);

        HttpResponse<String> first = named("payout-1", body);
        HttpResponse<String> again = named("payout-1", body);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(balance()).contains("\"in_payout\":10.00");
    }

    /// 100 requests for 1 of 30: 30 are paid, in whatever order.
    @Test
    void at_the_same_time_never_use_a_posting_twice() {
        for (int i = 0; i < 20; i++) {
            trade.adjust("1.50");
        }

        List<CompletableFuture<Integer>> answers;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    IntStream.range(0, 100)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            this::patientlyRequested, clients))
                            .toList();
        }

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsOnly(201, 422)
                .filteredOn(status -> status == 201)
                .hasSize(30);
        assertThat(balance()).contains("\"in_payout\":30.00", "\"available\":0.00");
        assertThat(open()).isEqualTo("0");
        assertThat(
                        api.sql(
                                """
                                select count(*) from (
                                    select u.payout_id from payout_postings u
                                      join payouts p on p.id = u.payout_id
                                      join ledger_postings l using (advertiser_id, entry_id, line)
                                     where p.promoter_id = %d
                                     group by u.payout_id having sum(l.amount) <> 0) as wrong
                                """
                                        .formatted(promoter.account())))
                .isZero();
    }

    @Test
    void are_requested_by_owners_and_finance_and_seen_by_all_members() {
        trade.adjust("50");
        SignedIn viewer =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.VIEWER);
        SignedIn finance =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.FINANCE);

        assertThat(request(viewer, "10").statusCode()).isEqualTo(403);
        HttpResponse<String> requested = request(finance, "10");
        assertThat(requested.statusCode()).isEqualTo(201);
        assertThat(viewer.get("/api/payouts").body()).contains("\"amount\":10.00");
        assertThat(trade.recruiter().get("/api/payouts/" + member(requested, "id")).statusCode())
                .isEqualTo(404);
    }

    /// Requests a payout of 1 until the answer is not that no connection was free in time.
    private int patientlyRequested() {
        return Eventually.within(
                Duration.ofSeconds(60),
                () -> request("1").statusCode(),
                status -> status != 503 && status != 429);
    }

    private HttpResponse<String> named(String key, String body) {
        return api.send(
                promoter.request("/api/payouts")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> request(String amount) {
        return request(promoter, amount);
    }

    private HttpResponse<String> request(SignedIn caller, String amount) {
        return caller.post(
                "/api/payouts",
                "{\"amount\":%s,\"currency\":\"USD\",\"method_id\":%d}".formatted(amount, method));
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
