package com.afftok.management.trust.review;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReviewedClicksTest {

    private static final String CLICKS = "/api/admin/fraud/clicks";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn reviewer = api.signedIn(Role.FRAUD_REVIEWER);
    private final FraudCase offer = FraudCase.in(api);

    @Test
    void are_listed_by_score_page_by_page() {
        String bot = FraudCase.code(offer.click("bot", 90, "declared_bot"));
        String older = FraudCase.code(offer.click("suspicious", 30, "no_accept"));
        String newer = FraudCase.code(offer.click("suspicious", 30, "no_accept"));
        offer.click("valid", 10, "headless_hint");

        HttpResponse<String> first = list("&limit=2");
        HttpResponse<String> rest = list("&limit=2&cursor=" + member(first, "next_cursor"));

        assertThat(first.body())
                .containsSubsequence(bot, "\"score\":0.90", "[\"declared_bot\"]", newer)
                .contains("\"address\":\"203.0.113.0/24\"")
                .doesNotContain(older);
        assertThat(rest.body())
                .contains(older, "\"next_cursor\":null")
                .doesNotContain(bot, newer, "headless_hint");
    }

    @Test
    void are_found_by_what_was_decided_of_them() {
        ClickId bot = offer.click("bot", 90, "declared_bot", "no_accept");
        ClickId fraud = offer.click(Duration.ofHours(3), "fraud", 60, "referrer_spoofing");
        approve(fraud, "a known partner");

        assertThat(list("&bucket=bot").body()).contains(code(bot)).doesNotContain(code(fraud));
        assertThat(list("&reason=no_accept").body())
                .contains(code(bot))
                .doesNotContain(code(fraud));
        assertThat(list("&min_score=0.61").body()).contains(code(bot)).doesNotContain(code(fraud));
        assertThat(list("&max_score=0.60").body()).contains(code(fraud)).doesNotContain(code(bot));
        assertThat(list("&reviewed=true").body())
                .contains(code(fraud), "\"decision\":\"approved\"", "a known partner")
                .doesNotContain(code(bot));
        assertThat(list("&reviewed=false").body()).contains(code(bot)).doesNotContain(code(fraud));
        assertThat(list("&from=" + Instant.now().minusSeconds(3600)).body())
                .contains(code(bot))
                .doesNotContain(code(fraud));
        assertThat(list("&promoter_id=" + offer.recruiter()).body()).contains("\"clicks\":[]");
    }

    @ParameterizedTest
    @CsvSource({
        "min_score=0.1, min_score",
        "min_score=abc, min_score",
        "min_score=1.5, min_score",
        "min_score=0.9&max_score=0.5, max_score",
        "bucket=good, bucket",
        "reason=';--, reason",
        "offer_id=9999999999999999999, offer_id",
        "from=yesterday, from",
        "from=%2B999999999-01-01T00:00:00Z, from",
        "from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z, to",
        "reviewed=perhaps, reviewed",
        "limit=0, limit",
        "limit=101, limit",
        "cursor=nothing, cursor"
    })
    void are_not_found_by_nonsense(String query, String field) {
        HttpResponse<String> answer = reviewer.get(CLICKS + "?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + '"');
    }

    @Test
    void show_all_that_is_known_of_them() {
        ClickId click = offer.click("suspicious", 30, "no_accept");
        long conversion = offer.conversion(click, "pending");

        assertThat(reviewer.get(CLICKS + '/' + code(click)).body())
                .contains(
                        "\"click_id\":\"" + code(click) + '"',
                        "\"rule_set\":1",
                        "\"user_agent\":\"Mozilla/5.0\"",
                        "\"sub1\":\"spring\",\"sub2\":null,",
                        "\"utm_content\":null},",
                        "\"review\":null",
                        "\"conversions\":[{\"id\":" + conversion,
                        "\"commission\":null");
        assertThat(reviewer.get(CLICKS + '/' + click.uuid()).body()).contains(code(click));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "x", "%00", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void that_nobody_signed_are_not_there(String name) {
        assertThat(reviewer.get(CLICKS + '/' + name).body()).contains("\"CONV_004\"");
        assertThat(reviewer.post(CLICKS + '/' + name + "/approve", "{\"reason\":\"x\"}").body())
                .contains("\"CONV_004\"");
    }

    @Test
    void earn_nothing_more_once_they_are_refused() {
        ClickId click = offer.click("valid", 0);
        long pending = offer.conversion(click, "pending");
        long approved = offer.conversion(click, "approved");
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(500);

        HttpResponse<String> answer = refuse(click, "a click farm");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"decision\":\"refused\"", "\"bucket\":\"valid\"", "\"reversed\"");
        assertThat(offer.is(pending, "status = 'rejected' and status_reason = 'a click farm'"))
                .isTrue();
        assertThat(offer.is(approved, "status = 'reversed' and commission_reversed = 5")).isTrue();
        for (long earner : new long[] {offer.promoter(), offer.recruiter()}) {
            assertThat(offer.balance("promoter_pending", earner)).isZero();
            assertThat(offer.balance("promoter_available", earner)).isZero();
        }
        assertThat(offer.balance("advertiser", offer.advertiser())).isZero();
        assertThat(
                        offer.isTold(
                                pending,
                                "conversion.rejected",
                                "payload ->> 'commission' = '0.00' and payload ->> 'amount' = '100.00'"))
                .isTrue();
        assertThat(
                        offer.isTold(
                                approved,
                                "conversion.reversed",
                                "payload ->> 'click_id' = '%s' and payload ->> 'goal' = 'sale'"
                                                .formatted(code(click))
                                        + " and not payload ? 'coupon'"))
                .isTrue();
        assertThat(
                        offer.isAudited(
                                "click.refuse",
                                code(click),
                                "old_value is null and new_value ->> 'reason' = 'a click farm'"))
                .isTrue();
    }

    @Test
    void stay_in_their_bucket_when_they_are_approved_and_free_what_waited_for_it() {
        ClickId click = offer.click("fraud", 60, "referrer_spoofing");
        long waiting = offer.held(click, "pending", "'click_fraud'");
        long tooFast = offer.held(click, "pending", "'too_fast'");

        HttpResponse<String> answer = approve(click, "a known partner");

        assertThat(answer.body()).contains("\"decision\":\"approved\"", "\"bucket\":\"fraud\"");
        assertThat(
                        offer.is(
                                waiting,
                                "status = 'pending' and not needs_review and hold_until > now()"))
                .isTrue();
        assertThat(offer.is(tooFast, "needs_review")).isTrue();
        assertThat(
                        api.sql(
                                "select count(*) from clicks where click_id = '%s' and bucket = 'fraud'"
                                        .formatted(click.uuid())))
                .isEqualTo(1);
    }

    @Test
    void may_be_decided_differently_but_nothing_comes_back() {
        ClickId click = offer.click("valid", 0);
        long conversion = offer.conversion(click, "approved");
        refuse(click, "a click farm");

        HttpResponse<String> again = refuse(click, "still one");
        HttpResponse<String> approved = approve(click, "it was not");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"STATE_002\"", "is already refused");
        assertThat(approved.body()).contains("\"decision\":\"approved\"");
        assertThat(offer.is(conversion, "status = 'reversed'")).isTrue();
        assertThat(
                        offer.isAudited(
                                "click.approve",
                                code(click),
                                "old_value ->> 'decision' = 'refused' and new_value ->> 'decision' = 'approved'"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"geo_blocked", "inactive"})
    void that_no_score_decided_are_open_to_no_review(String bucket) {
        ClickId click = offer.click(bucket, 0);

        assertThat(approve(click, "why not").body()).contains("\"STATE_002\"", bucket);
        assertThat(refuse(click, "why not").body()).contains("\"STATE_002\"");
    }

    @Test
    void are_decided_once_by_two_who_do_it_at_the_same_time() throws Exception {
        ClickId click = offer.click("valid", 0);
        long conversion = offer.conversion(click, "approved");

        Future<HttpResponse<String>> one;
        Future<HttpResponse<String>> other;
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            one = both.submit(() -> refuse(click, "a click farm"));
            other = both.submit(() -> refuse(click, "a click farm"));
        }

        assertThat(new int[] {one.get().statusCode(), other.get().statusCode()})
                .containsExactlyInAnyOrder(200, 409);
        assertThat(offer.is(conversion, "status = 'reversed'")).isTrue();
        assertThat(offer.balance("promoter_available", offer.promoter())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"reason\":\"\"}", "{\"reason\":\" \"}", "{\"reason\":\"\\u0000\"}"})
    void are_not_decided_without_a_reason(String body) {
        ClickId click = offer.click("fraud", 60);

        HttpResponse<String> answer = reviewer.post(CLICKS + '/' + code(click) + "/approve", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"reason\"");
    }

    private HttpResponse<String> list(String filter) {
        return reviewer.get(CLICKS + "?offer_id=" + offer.offer() + filter);
    }

    private HttpResponse<String> approve(ClickId click, String reason) {
        return decide(click, "approve", reason);
    }

    private HttpResponse<String> refuse(ClickId click, String reason) {
        return decide(click, "refuse", reason);
    }

    private HttpResponse<String> decide(ClickId click, String decision, String reason) {
        return reviewer.post(
                CLICKS + '/' + code(click) + '/' + decision, "{\"reason\":\"" + reason + "\"}");
    }

    private static String code(ClickId click) {
        return FraudCase.code(click);
    }
}
