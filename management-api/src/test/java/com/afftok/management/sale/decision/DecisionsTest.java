package com.afftok.management.sale.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Decisions about conversions of 100 USD that pay the promoter 5 and the recruiter 0.50.
final class DecisionsTest {

    private static final String REASON = "{\"reason\":\"looked at the order\"}";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final ClickId click = offer.click("valid", 0);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    @Test
    void of_an_advertiser_move_the_money_and_are_kept_with_person_and_reason() {
        long sale = offer.conversion(click, "pending");

        String approved = decide(shop, sale, "approve", REASON).body();
        String reversed = decide(shop, sale, "reverse", "{\"reason\":\"came back\"}").body();

        assertThat(approved)
                .contains(
                        "\"status\":\"approved\"",
                        "\"actor\":\"postback\",\"user_id\":null,\"user_name\":null,\"admin_id\":null,"
                                + "\"from_status\":null,\"to_status\":\"pending\"",
                        "\"actor\":\"user\",\"user_id\":%d,\"user_name\":\"Somebody\",\"admin_id\":null,"
                                        .formatted(shop.id())
                                + "\"from_status\":\"pending\",\"to_status\":\"approved\","
                                + "\"refunded_amount\":0.00,\"needs_review\":false,"
                                + "\"reason\":\"looked at the order\"");
        assertThat(reversed)
                .contains(
                        "\"from_status\":\"approved\",\"to_status\":\"reversed\","
                                + "\"refunded_amount\":100.00,\"needs_review\":false,"
                                + "\"reason\":\"came back\"");
        assertThat(offer.balance("promoter_available", offer.promoter())).isZero();
        assertThat(offer.balance("promoter_available", offer.recruiter())).isZero();
        assertThat(offer.isTold(sale, "conversion.approved", "true")).isTrue();
        assertThat(offer.isTold(sale, "conversion.reversed", "true")).isTrue();
    }

    @Test
    void show_promoters_why_and_not_who() {
        SignedIn promoter =
                SignedIn.member(api, Role.PROMOTER, offer.promoter(), MemberRole.VIEWER);
        long sale = offer.conversion(click, "pending");
        decide(shop, sale, "reject", REASON);

        assertThat(promoter.get("/api/conversions/" + sale).body())
                .contains(
                        "\"actor\":\"user\",\"user_id\":null,\"user_name\":null",
                        "\"reason\":\"looked at the order\"");
    }

    @Test
    void of_finance_are_about_all_advertisers_and_audited() {
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
        long sale = offer.conversion(click, "pending");

        assertThat(decide(finance, sale, "approve", "{}").body())
                .contains("\"actor\":\"administrator\"", "\"admin_id\":" + finance.id());

        assertThat(shop.get("/api/conversions/" + sale).body())
                .contains("\"actor\":\"administrator\"", "\"admin_id\":null");
        assertThat(
                        offer.isAudited(
                                "conversion.approve",
                                Long.toString(sale),
                                "old_value ->> 'status' = 'pending' and new_value ->> 'status' = 'approved'"))
                .isTrue();
    }

    @Test
    void of_another_advertiser_find_nothing() {
        long sale = offer.conversion(click, "pending");

        HttpResponse<String> answer =
                decide(api.signedIn(Role.ADVERTISER), sale, "approve", REASON);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(offer.is(sale, "status = 'pending' and version = 0")).isTrue();
    }

    /// The amount is the sum of all refunds, so a repeated request refunds nothing twice.
    @Test
    void refund_parts_up_to_the_whole() {
        long sale = offer.conversion(click, "approved");

        assertThat(refund(sale, "20").body()).contains("\"refunded_amount\":20.00");
        assertThat(refund(sale, "20.00").body()).contains("\"refunded_amount\":20.00");
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(400);
        assertThat(refund(sale, "100").body()).contains("\"status\":\"reversed\"");
        assertThat(offer.balance("promoter_available", offer.promoter())).isZero();
        assertThat(offer.is(sale, "version = 2")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "30, 409, STATE_002, below_earlier",
        "100.01, 400, VALID_001, too_large",
        "40.001, 400, VALID_001, not_an_amount",
        "-1, 400, VALID_001, not_positive",
        "0, 400, VALID_001, not_positive",
        "1e30, 400, VALID_001, not_an_amount",
        "'\"40\"', 400, VALID_001, not_a_number",
    })
    void refuse_amounts_that_do_not_fit(String amount, int status, String code, String problem) {
        long sale = offer.conversion(click, "approved");
        refund(sale, "40");

        HttpResponse<String> answer = refund(sale, amount);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(code, "\"field\":\"amount\"", problem);
        assertThat(offer.is(sale, "refunded_amount = 40 and version = 1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, reverse, is pending",
        "approved, reject, is approved",
        "rejected, approve, is rejected",
        "rejected, reverse, is rejected",
        "reversed, approve, is reversed",
        "reversed, reject, is reversed"
    })
    void about_what_has_moved_on_say_its_state(String status, String decision, String message) {
        long sale = offer.conversion(click, "pending");
        if (!status.equals("pending") && !status.equals("rejected")) {
            decide(shop, sale, "approve", REASON);
        }
        switch (status) {
            case "rejected" -> decide(shop, sale, "reject", REASON);
            case "reversed" -> decide(shop, sale, "reverse", REASON);
            default -> {}
        }

        HttpResponse<String> answer = decide(shop, sale, decision, REASON);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"STATE_002\"", message, "\"existing\":{", "\"history\":[");
        assertThat(offer.is(sale, "status = '" + status + "'")).isTrue();
    }

    @Test
    void leave_to_a_reviewer_what_is_held() {
        long held = offer.held(click, "pending", "'too_fast'");

        assertThat(decide(shop, held, "approve", REASON).body())
                .contains("\"STATE_002\"", "held_for_review");
        assertThat(decide(shop, held, "reject", REASON).statusCode()).isEqualTo(200);
        assertThat(offer.is(held, "status = 'rejected' and not needs_review")).isTrue();
    }

    @Test
    void at_the_same_time_have_one_effect() {
        long sale = offer.conversion(click, "pending");

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.of("approve", "reject", "approve", "reject", "approve", "reject")
                        .map(decision ->
                                CompletableFuture.supplyAsync(
                                        () -> decide(shop, sale, decision, REASON)))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(3);
        assertThat(offer.is(sale, "version = 1")).isTrue();
        assertThat(
                        api.sql(
                                "select count(*) from ledger_entries where kind <> 'commission' and conversion_id = "
                                        + sale))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reject | {} | reason | required",
                "reverse | {\"reason\":\" \"} | reason | blank",
                "reject | {\"reason\":\"a\\u0000b\"} | reason | wrong_characters",
                "approve | {\"amount\":1} | amount | unknown_member"
            })
    void without_a_clear_reason_are_refused(
            String decision, String body, String field, String problem) {
        long sale = offer.conversion(click, "pending");

        assertThat(decide(shop, sale, decision, body).body())
                .contains("\"VALID_001\"", "\"field\":\"" + field + '"', problem);
        assertThat(offer.is(sale, "version = 0")).isTrue();
    }

    private HttpResponse<String> refund(long sale, String amount) {
        return decide(
                shop, sale, "reverse", "{\"reason\":\"sent back\",\"amount\":" + amount + '}');
    }

    private static HttpResponse<String> decide(
            SignedIn caller, long sale, String decision, String body) {
        return caller.post("/api/conversions/%d/%s".formatted(sale, decision), body);
    }
}
