package com.afftok.management.trust.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeldConversionsTest {

    private static final String HELD = "/api/admin/fraud/conversions";
    private static final String REASON = "{\"reason\":\"looked at it\"}";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn reviewer = api.signedIn(Role.TECH_ADMIN);
    private final FraudCase offer = FraudCase.in(api);
    private final ClickId click = offer.click("valid", 0);

    @Test
    void are_listed_with_why_they_wait() {
        long older = offer.held(click, "pending", "'too_fast'");
        long newer = offer.held(click, "approved", "'click_not_recorded'");
        long free = offer.conversion(click, "pending");

        String all = list("").body();
        HttpResponse<String> first = list("&limit=1");

        assertThat(all)
                .containsSubsequence("\"id\":" + newer, "click_not_recorded", "\"id\":" + older)
                .contains("too_fast", FraudCase.code(click), "\"next_cursor\":null")
                .doesNotContain("\"id\":" + free + ',');
        assertThat(first.body()).contains("click_not_recorded").doesNotContain("too_fast");
        assertThat(list("&cursor=" + RunningApi.member(first, "next_cursor")).body())
                .contains("too_fast")
                .doesNotContain("click_not_recorded");
        assertThat(list("&reason=too_fast").body()).doesNotContain("click_not_recorded");
    }

    @Test
    void go_on_from_where_they_stand_when_they_are_released() {
        long held = offer.held(click, "pending", "'too_fast'");

        HttpResponse<String> answer = reviewer.post(HELD + '/' + held + "/release", REASON);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"needs_review\":false", "\"status\":\"pending\"");
        assertThat(
                        offer.is(
                                held,
                                "hold_until = created_at + interval '14 days' and version = 1 and reviewed_at is not null"))
                .isTrue();
        assertThat(
                        offer.isAudited(
                                "conversion.release",
                                Long.toString(held),
                                "old_value ->> 'needs_review' = 'true'"))
                .isTrue();
    }

    @Test
    void wait_as_long_as_the_terms_of_their_click_say_when_they_are_released() {
        long held = offer.held(click, "pending", "'too_fast'");
        api.sql("update offers set holding_days = 90 where id = " + offer.offer());

        reviewer.post(HELD + '/' + held + "/release", REASON);

        assertThat(offer.is(held, "hold_until = created_at + interval '14 days'")).isTrue();
    }

    @Test
    void earn_nothing_when_they_are_rejected() {
        long pending = offer.held(click, "pending", "'too_fast'");
        long approved = offer.held(click, "approved", "'click_fraud'");

        assertThat(reviewer.post(HELD + '/' + pending + "/reject", REASON).body())
                .contains("\"status\":\"rejected\"", "\"status_reason\":\"looked at it\"");
        assertThat(reviewer.post(HELD + '/' + approved + "/reject", REASON).body())
                .contains("\"status\":\"reversed\"");

        assertThat(offer.balance("promoter_pending", offer.promoter())).isZero();
        assertThat(offer.balance("promoter_available", offer.promoter())).isZero();
        assertThat(offer.isTold(pending, "conversion.rejected", "true")).isTrue();
        assertThat(offer.isTold(approved, "conversion.reversed", "true")).isTrue();
    }

    @Test
    void show_money_to_those_alone_who_may_see_revenue() {
        long listed = offer.held(click, "pending", "'too_fast'");
        long decided = offer.held(click, "approved", "'click_fraud'");
        String[] amounts = {
            "\"amount\":100.00", "\"commission\":5.00", "\"commission_reversed\":0.00"
        };
        String[] nothing = {
            "\"amount\":null", "\"commission\":null", "\"commission_reversed\":null"
        };
        SignedIn owner = api.signedIn(Role.SUPER_ADMIN);
        String filter = "?offer_id=" + offer.offer();
        String clickPath = "/api/admin/fraud/clicks/" + FraudCase.code(click);

        assertThat(owner.get(HELD + filter).body()).contains(amounts);
        assertThat(owner.get(clickPath).body()).contains(amounts);
        assertThat(owner.post(HELD + '/' + listed + "/release", REASON).body()).contains(amounts);
        for (Role role : List.of(Role.TECH_ADMIN, Role.FRAUD_REVIEWER)) {
            SignedIn other = api.signedIn(role);
            assertThat(other.get(HELD + filter).body()).contains(nothing).doesNotContain(amounts);
            assertThat(other.get(clickPath).body()).contains(nothing).doesNotContain(amounts);
        }
        assertThat(reviewer.post(HELD + '/' + decided + "/reject", REASON).body())
                .contains(nothing)
                .doesNotContain("5.00");
        assertThat(
                        offer.isAudited(
                                "conversion.reject",
                                Long.toString(decided),
                                "new_value ->> 'commission_reversed' = '5.00'"))
                .isTrue();
    }

    @Test
    void that_are_not_held_stay_as_they_are() {
        long free = offer.conversion(click, "pending");

        HttpResponse<String> answer = reviewer.post(HELD + '/' + free + "/reject", REASON);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"STATE_002\"");
        assertThat(offer.is(free, "status = 'pending' and version = 0")).isTrue();
        assertThat(reviewer.post(HELD + "/999999999999/release", REASON).statusCode())
                .isEqualTo(404);
        assertThat(reviewer.post(HELD + "/x/release", REASON).body())
                .contains("\"VALID_001\"", "\"field\":\"id\"");
    }

    private HttpResponse<String> list(String filter) {
        return reviewer.get(HELD + "?offer_id=" + offer.offer() + filter);
    }
}
