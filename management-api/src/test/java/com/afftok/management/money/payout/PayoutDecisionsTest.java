package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayoutDecisionsTest {

    private static final String REASON = "{\"reason\":\"the account is closed\"}";
    private static final String PAID = "{\"reference\":\"TT-1\"}";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn other = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_thresholds");
        api.sql("delete from payout_minimums");
    }

    @Test
    void lead_from_the_request_to_the_payment() {
        String payout = requested("30");

        assertThat(finance.get("/api/admin/payouts?status=requested").body())
                .contains("\"id\":" + payout + ',');
        HttpResponse<String> approved = decide(finance, payout, "approve", "");
        HttpResponse<String> paid = decide(other, payout, "complete", PAID);

        assertThat(approved.body())
                .contains("\"status\":\"approved\"", "\"account\":\"layla@example.com\"");
        assertThat(paid.body())
                .contains(
                        "\"status\":\"completed\",\"reference\":\"TT-1\"",
                        "\"action\":\"request\",\"user_id\":" + trade.promoter().id(),
                        "\"action\":\"approve\",\"user_id\":null,\"admin_id\":" + finance.id(),
                        "\"action\":\"complete\",\"user_id\":null,\"admin_id\":" + other.id());
        assertThat(balance())
                .contains(
                        "\"in_payout\":0.00,\"paid\":30.00,\"fees\":0.00,\"withheld\":0.00,\"available\":20.00");
        assertThat(trade.promoter().get("/api/payouts/" + payout).body())
                .contains("\"status\":\"completed\"", "\"admin_id\":null")
                .doesNotContain("\"admin_id\":" + finance.id());
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where object_type = 'payout' and object_id = '%s'"
                                        .formatted(payout)))
                .isEqualTo(2);
    }

    @Test
    void return_the_money_of_what_failed() {
        String payout = requested("30");
        decide(finance, payout, "approve", "");

        assertThat(decide(finance, payout, "fail", REASON).body())
                .contains("\"status\":\"failed\"", "\"failure_reason\":\"the account is closed\"");

        assertThat(balance())
                .contains(
                        "\"in_payout\":0.00,\"paid\":0.00,\"fees\":0.00,\"withheld\":0.00,\"available\":50.00");
        assertThat(trade.promoter().get("/api/payouts/" + payout).body())
                .contains("\"reason\":\"the account is closed\"");
        assertThat(request("50").statusCode()).isEqualTo(201);
    }

    @Test
    void are_mailed_to_the_owners_when_the_payout_ends() {
        String paid = requested("30");
        String failed = member(request("20"), "id");
        decide(finance, paid, "approve", "");

        decide(finance, paid, "complete", PAID);
        decide(finance, failed, "fail", REASON);

        for (String kind : List.of("payout_completed", "payout_failed")) {
            assertThat(
                            api.sql(
                                    "select count(*) from mails where recipient = '%s' and kind = '%s'"
                                            .formatted(trade.promoter().email(), kind)))
                    .isEqualTo(1);
        }
    }

    @Test
    void return_the_money_that_the_bank_gave_back() {
        String payout = requested("30");
        decide(finance, payout, "approve", "");
        assertThat(decide(finance, payout, "return", REASON).body())
                .contains("PAYOUT_002", "is approved");
        decide(finance, payout, "complete", PAID);

        assertThat(decide(other, payout, "return", REASON).body())
                .contains(
                        "\"status\":\"returned\"",
                        "\"return_reason\":\"the account is closed\"",
                        "\"reference\":\"TT-1\"",
                        "\"action\":\"return\"");

        assertThat(balance())
                .contains("\"paid\":0.00,\"fees\":0.00,\"withheld\":0.00,\"available\":50.00");
        assertThat(decide(other, payout, "return", REASON).body())
                .contains("PAYOUT_002", "is returned");
        assertThat(
                        api.sql(
                                "select count(*) from mails where kind = 'payout_returned' and recipient = '%s'"
                                        .formatted(trade.promoter().email())))
                .isEqualTo(1);
        assertThat(request("50").statusCode()).isEqualTo(201);
    }

    @Test
    void are_made_with_the_present_standing_of_the_promoter() {
        String payout = requested("30");
        trade.adjust("-25");

        assertThat(finance.get("/api/admin/payouts/" + payout).body())
                .contains("\"promoter_status\":\"active\",\"promoter_available\":-5.00");
        api.sql("update accounts set status = 'banned' where id = " + trade.promoter().account());
        assertThat(
                        finance.get("/api/admin/payouts?promoter_id=" + trade.promoter().account())
                                .body())
                .contains("\"promoter_status\":\"banned\",\"promoter_available\":-5.00");
    }

    @Test
    void are_found_by_the_time_of_the_request() {
        String payout = requested("30");
        String list = "/api/admin/payouts?promoter_id=" + trade.promoter().account();

        assertThat(finance.get(list + "&from=2020-01-01T00:00:00Z").body())
                .contains("\"id\":" + payout);
        assertThat(finance.get(list + "&to=2020-01-01T00:00:00Z").body())
                .contains("\"payouts\":[]");
        assertThat(finance.get(list + "&from=2190-01-01T00:00:00Z").body())
                .contains("\"payouts\":[]");
        assertThat(finance.get(list + "&from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z").body())
                .contains("VALID_001", "\"field\":\"from\"", "not_before_other");
    }

    @Test
    void need_two_persons_above_the_threshold() {
        assertThat(
                        boss.put(
                                        "/api/admin/payout-limits/threshold",
                                        "{\"currency\":\"USD\",\"amount\":29.99,\"version\":0}")
                                .body())
                .contains("\"thresholds\":[{\"currency\":\"USD\",\"amount\":29.99,\"version\":1}]");
        String payout = requested("30");

        assertThat(decide(finance, payout, "approve", "").body())
                .contains(
                        "\"status\":\"requested\"",
                        "\"approvals_needed\":2,\"approved_by\":" + finance.id());
        assertThat(decide(finance, payout, "approve", "").body())
                .contains("PAYOUT_002", "approved_by_you", "\"existing\":{");
        assertThat(decide(finance, payout, "complete", PAID).body())
                .contains("PAYOUT_002", "status_is");
        assertThat(decide(other, payout, "approve", "").body())
                .contains("\"status\":\"approved\"", "\"second_approved_by\":" + other.id());
    }

    @Test
    void approve_no_more_than_is_left_after_refunds() {
        String payout = requested("30");
        trade.adjust("-25");

        assertThat(decide(finance, payout, "approve", "").body())
                .contains("PAYOUT_002", "\"code\":\"above_balance\"", "\"balance\":\"25.00\"");

        trade.adjust("5");
        assertThat(decide(finance, payout, "approve", "").statusCode()).isEqualTo(200);
        trade.adjust("-5");
        assertThat(decide(finance, payout, "complete", PAID).statusCode()).isEqualTo(200);
    }

    @Test
    void approve_nothing_to_a_banned_account() {
        String payout = requested("30");
        api.sql("update accounts set status = 'banned' where id = " + trade.promoter().account());

        assertThat(decide(finance, payout, "approve", "").body())
                .contains("PAYOUT_002", "\"code\":\"account_not_active\"");
        assertThat(decide(finance, payout, "fail", REASON).statusCode()).isEqualTo(200);
    }

    @Test
    void of_parts_need_two_persons_if_their_sum_is_above_the_threshold() {
        api.sql("insert into payout_thresholds (currency, amount) values ('USD', 30)");

        String first = requested("20");
        String second = RunningApi.member(request("20"), "id");

        assertThat(decide(finance, first, "approve", "").body())
                .contains("\"status\":\"approved\"");
        assertThat(decide(finance, second, "approve", "").body())
                .contains("\"status\":\"requested\"", "\"approvals_needed\":2");
    }

    @Test
    void hold_takes_approvals_back() {
        String payout = requested("30");
        decide(finance, payout, "approve", "");

        assertThat(decide(other, payout, "hold", REASON).body())
                .contains("\"status\":\"held\"", "\"approved_by\":null");
        assertThat(decide(other, payout, "complete", PAID).body()).contains("PAYOUT_002");
        assertThat(trade.promoter().get("/api/payouts/" + payout).body())
                .contains("\"status\":\"held\"")
                .doesNotContain("the account is closed");
        assertThat(decide(finance, payout, "approve", "").body())
                .contains("\"status\":\"approved\"");
    }

    @ParameterizedTest
    @CsvSource({
        "requested, complete", "approved, approve", "completed, approve", "completed, hold",
        "completed, complete", "completed, fail", "failed, approve", "failed, complete",
        "failed, fail", "held, hold", "held, complete"
    })
    void about_what_has_moved_on_say_its_state(String status, String action) {
        String payout = requested("30");
        switch (status) {
            case "approved" -> decide(finance, payout, "approve", "");
            case "completed" -> {
                decide(finance, payout, "approve", "");
                decide(finance, payout, "complete", PAID);
            }
            case "failed" -> decide(finance, payout, "fail", REASON);
            case "held" -> decide(finance, payout, "hold", REASON);
            default -> {}
        }
        String before = balance();

        HttpResponse<String> answer =
                decide(
                        other,
                        payout,
                        action,
                        switch (action) {
                            case "complete" -> PAID;
                            case "approve" -> "";
                            default -> REASON;
                        });

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body())
                .contains("PAYOUT_002", "is " + status, "\"existing\":{\"id\":" + payout);
        assertThat(balance()).isEqualTo(before);
    }

    @Test
    void at_the_same_time_move_the_money_once() {
        String payout = requested("30");
        decide(finance, payout, "approve", "");

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.of("complete", "fail", "complete", "fail", "complete", "fail")
                        .map(action ->
                                CompletableFuture.supplyAsync(() ->
                                        decide(
                                                finance,
                                                payout,
                                                action,
                                                action.equals("fail") ? REASON : PAID)))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
        assertThat(
                        api.sql(
                                "select count(*) from ledger_entries where kind in ('payout_completion', 'payout_failure') and payout_id = "
                                        + payout))
                .isEqualTo(1);
    }

    @Test
    void need_a_fresh_proof_where_money_moves() {
        String payout = requested("30");
        api.sql(
                "update sessions set proven_at = proven_at - interval '5 minutes' where admin_id = "
                        + finance.id());

        assertThat(decide(finance, payout, "approve", "").body()).contains("AUTH_006");
        assertThat(decide(finance, payout, "complete", PAID).body()).contains("AUTH_006");
        assertThat(decide(finance, payout, "fail", REASON).body()).contains("AUTH_006");
        assertThat(decide(finance, payout, "return", REASON).body()).contains("AUTH_006");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "complete | {} | reference | required",
                "complete | {\"reference\":\" \"} | reference | blank",
                "fail | {} | reason | required",
                "hold | {\"reason\":\"a\\u0000b\"} | reason | wrong_characters",
                "fail | {\"reason\":\"x\",\"amount\":1} | amount | unknown_member"
            })
    void without_a_clear_reason_are_refused(
            String action, String body, String field, String problem) {
        String payout = requested("30");

        assertThat(decide(finance, payout, action, body).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @Test
    void limits_are_set_by_version_and_by_super_admins() {
        String minimum = "/api/admin/payout-limits/minimum";
        String body =
                "{\"currency\":\"KWD\",\"method\":\"paypal\",\"minimum\":10.5,\"version\":%d}";

        assertThat(finance.put(minimum, body.formatted(0)).statusCode()).isEqualTo(403);
        assertThat(boss.put(minimum, body.formatted(0)).body())
                .contains("\"minimum\":10.500,\"version\":1");
        assertThat(boss.put(minimum, body.formatted(0)).body()).contains("STATE_001");
        assertThat(boss.put(minimum, body.formatted(1)).body()).contains("\"version\":2");
        assertThat(boss.put(minimum, body.replace("10.5", "10.0001").formatted(2)).body())
                .contains("VALID_001", "not_an_amount");
        assertThat(finance.get("/api/admin/payout-limits").body()).contains("\"KWD\"");
    }

    /// Of 50 USD.
    private String requested(String amount) {
        trade.adjust("50");
        HttpResponse<String> answer = request(amount);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return member(answer, "id");
    }

    private HttpResponse<String> request(String amount) {
        return trade.promoter()
                .post(
                        "/api/payouts",
                        "{\"amount\":%s,\"currency\":\"USD\",\"method_id\":%d}"
                                .formatted(amount, trade.method()));
    }

    private static HttpResponse<String> decide(
            SignedIn admin, String payout, String action, String body) {
        return admin.post("/api/admin/payouts/%s/%s".formatted(payout, action), body);
    }

    private String balance() {
        return trade.promoter().get("/api/balance").body();
    }
}
