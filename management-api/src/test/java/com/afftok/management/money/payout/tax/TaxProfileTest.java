package com.afftok.management.money.payout.tax;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaxProfileTest {

    private static final String PATH = "/api/tax-profile";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();

    @AfterEach
    void leave_as_found() {
        api.sql("delete from settings where name = 'payouts.need_tax_profile'");
    }

    @Test
    void is_replaced_with_a_history_and_masked() {
        assertThat(promoter.get(PATH).body()).contains("\"profile\":null,\"earlier\":[]");

        HttpResponse<String> first = put("SA", "\"310-1234-5678\"", "\"W-8BEN\"", true, 0);
        HttpResponse<String> second = put("EG", "null", "null", false, 1);

        assertThat(first.body())
                .contains(
                        "\"profile\":{\"legal_name\":\"Layla Hassan\",\"country\":\"SA\",\"address\":\"12 Palm Street\",\"tax_id\":\"****5678\",\"form\":\"W-8BEN\",\"treaty\":true,\"version\":1")
                .doesNotContain("310-1234");
        assertThat(second.body())
                .contains(
                        "\"country\":\"EG\",\"address\":\"12 Palm Street\",\"tax_id\":null",
                        "\"earlier\":[{\"legal_name\":\"Layla Hassan\",\"country\":\"SA\"");
        assertThat(put("SA", "null", "null", false, 1).body()).contains("STATE_001");
        assertThat(api.signedIn(Role.FINANCE_ADMIN).get(admins()).body())
                .contains("\"tax_id\":\"****5678\"")
                .doesNotContain("310-1234");
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'account.tax_profile_change' and object_id = '%d' and cast(new_value as text) not like '%%Layla%%'"
                                        .formatted(promoter.account())))
                .isEqualTo(2);
        assertThat(
                        api.sql(
                                "select count(*) from tax_profiles where promoter_id = %d and position(convert_to('1234', 'UTF8') in tax_id) > 0"
                                        .formatted(promoter.account())))
                .isZero();
    }

    @Test
    void is_for_owners_and_finance_with_a_fresh_proof() {
        put("SA", "null", "null", false, 0);
        SignedIn viewer =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.VIEWER);
        SignedIn finance =
                SignedIn.member(api, Role.PROMOTER, promoter.account(), MemberRole.FINANCE);

        assertThat(viewer.get(PATH).statusCode()).isEqualTo(403);
        assertThat(finance.get(PATH).body()).contains("Layla Hassan");
        assertThat(trade.recruiter().get(PATH).body()).contains("\"profile\":null");
        api.proofsExpire(promoter.id());
        assertThat(put("SA", "null", "null", false, 1).body()).contains("AUTH_006");
        assertThat(
                        api.signedIn(Role.FINANCE_ADMIN)
                                .get("/api/admin/tax-profiles/999999")
                                .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "XX, null, null, false, country, not_a_country",
        "SA, '\"12\"', null, false, tax_id, wrong_form",
        "SA, '\"12\\u000034567\"', null, false, tax_id, wrong_form",
        "SA, '\"1234567\"', null, true, form, required",
        "SA, null, '\"W-8BEN\"', true, tax_id, required",
        "SA, null, '\" \"', false, form, blank"
    })
    void that_makes_no_sense_is_refused(
            String country,
            String taxId,
            String form,
            boolean treaty,
            String field,
            String problem) {
        assertThat(put(country, taxId, form, treaty, 0).body())
                .contains("VALID_001", "\"field\":\"" + field + "\",\"code\":\"" + problem);
        assertThat(promoter.get(PATH).body()).contains("\"profile\":null");
    }

    @Test
    void is_required_for_payouts_where_the_platform_says_so() {
        trade.adjust("50");
        String request =
                "{\"amount\":10,\"currency\":\"USD\",\"method_id\":%d}".formatted(trade.method());
        assertThat(promoter.post("/api/payouts", request).statusCode()).isEqualTo(201);
        HttpResponse<String> changed =
                api.signedIn(Role.SUPER_ADMIN)
                        .put(
                                "/api/admin/settings/payouts.need_tax_profile",
                                "{\"value\":true,\"version\":0}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);

        assertThat(promoter.post("/api/payouts", request).body())
                .contains("PAYOUT_002", "\"field\":\"tax_profile\"", "tax_profile_needed");
        put("SA", "null", "null", false, 0);
        assertThat(promoter.post("/api/payouts", request).statusCode()).isEqualTo(201);
    }

    private String admins() {
        return "/api/admin/tax-profiles/" + promoter.account();
    }

    private HttpResponse<String> put(
            String country, String taxId, String form, boolean treaty, int version) {
        return promoter.put(
                PATH,
                "{\"legal_name\":\"Layla Hassan\",\"country\":\"%s\",\"address\":\"12 Palm Street\",\"tax_id\":%s,\"form\":%s,\"treaty\":%b,\"version\":%d}"
                        .formatted(country, taxId, form, treaty, version));
    }
}
