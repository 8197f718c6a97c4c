package com.afftok.management.money.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BillingTest {

    private static final RunningApi API = RunningApi.own();
    private static final String PROFILE =
            "{\"legal_name\":\"%s\",\"address\":\"12 Tahlia\\nRiyadh\",\"country\":\"SA\",\"language\":\"ar\",\"version\":%d}";

    private final SignedIn advertiser = API.signedIn(Role.ADVERTISER);
    private final SignedIn finance = API.signedIn(Role.FINANCE_ADMIN);
    private final String path = "/api/advertiser/billing-profile";

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void profiles_are_changed_by_version_and_by_those_who_may() {
        SignedIn viewer =
                SignedIn.member(API, Role.ADVERTISER, advertiser.account(), MemberRole.VIEWER);
        SignedIn member =
                SignedIn.member(API, Role.ADVERTISER, advertiser.account(), MemberRole.FINANCE);

        assertThat(viewer.get(path).body()).contains("\"profile\":null,\"terms\":[]");
        assertThat(viewer.put(path, PROFILE.formatted("Shop", 0)).statusCode()).isEqualTo(403);
        assertThat(member.put(path, PROFILE.formatted("Shop", 0)).body())
                .contains(
                        "\"legal_name\":\"Shop\"",
                        "\"address\":\"12 Tahlia\\nRiyadh\"",
                        "\"version\":1");
        assertThat(member.put(path, PROFILE.formatted("Shop", 0)).body()).contains("STATE_001");
        String ofAccount = path + "?account_id=" + advertiser.account();
        assertThat(finance.put(ofAccount, PROFILE.formatted("Shop LLC", 1)).body())
                .contains("\"legal_name\":\"Shop LLC\"", "\"version\":2");
        assertThat(API.signedIn(Role.ADVERTISER).get(ofAccount).body()).contains("not_yours");
        assertThat(
                        finance.get(path + "?account_id=" + API.signedIn(Role.PROMOTER).account())
                                .body())
                .contains("VALID_001", "not_an_advertiser");
        assertThat(
                        API.sql(
                                "select count(*) from audit_log where action = 'billing_profile.change' and object_id = '%d'"
                                        .formatted(advertiser.account())))
                .isEqualTo(1);
    }

    @Test
    void the_issuer_is_changed_by_finance_by_version() {
        String issuer =
                "{\"legal_name\":\"AffTok\",\"address\":\"Dubai\",\"country\":\"AE\",\"prefix\":\"%s\",\"version\":%d}";

        assertThat(finance.get("/api/admin/billing-issuer").body()).contains("\"issuer\":null");
        assertThat(finance.put("/api/admin/billing-issuer", issuer.formatted("a", 0)).body())
                .contains("\"field\":\"prefix\"", "wrong_form");
        assertThat(finance.put("/api/admin/billing-issuer", issuer.formatted("", 0)).body())
                .contains("\"prefix\":\"\",\"version\":1");
        assertThat(finance.put("/api/admin/billing-issuer", issuer.formatted("AT", 0)).body())
                .contains("STATE_001");
        assertThat(advertiser.get("/api/admin/billing-issuer").statusCode()).isEqualTo(403);
    }

    @Test
    void terms_are_added_by_administrators_and_seen_by_the_advertiser() {
        String terms =
                "{\"account_id\":%d,\"effective_from\":\"2026-02-01\",\"tax_percent\":%s,\"due_days\":14}";

        assertThat(
                        advertiser
                                .post("/api/admin/invoice-terms", terms.formatted(1, "0"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        finance.post(
                                        "/api/admin/invoice-terms",
                                        terms.formatted(advertiser.account(), "15"))
                                .statusCode())
                .isEqualTo(201);
        finance.post("/api/admin/invoice-terms", terms.formatted(advertiser.account(), "5"));

        assertThat(advertiser.get(path).body())
                .containsSubsequence(
                        "\"tax_percent\":5.0000,\"due_days\":14", "\"tax_percent\":15.0000");
        assertThat(
                        finance.post(
                                        "/api/admin/invoice-terms",
                                        terms.formatted(API.signedIn(Role.PROMOTER).account(), "5"))
                                .body())
                .contains("\"field\":\"account_id\",\"code\":\"not_an_advertiser\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "effective_from | \"2026-02-30\" | not_a_day",
                "effective_from | \"soon\" | not_a_day",
                "tax_percent | 100.5 | not_a_percentage",
                "tax_percent | null | required",
                "due_days | 366 | out_of_range",
                "account_id | 0 | not_an_id"
            })
    void terms_that_are_unclear_are_refused(String field, String value, String problem) {
        String body =
                "{\"account_id\":1,\"effective_from\":\"2026-02-01\",\"tax_percent\":5,\"due_days\":14}"
                        .replaceAll("\"" + field + "\":[^,}]+", "\"" + field + "\":" + value);

        assertThat(finance.post("/api/admin/invoice-terms", body).body())
                .contains("VALID_001", "\"field\":\"" + field + "\"", '"' + problem + '"');
    }

    @Test
    void addresses_have_lines_and_no_control_characters() {
        assertThat(advertiser.put(path, PROFILE.formatted("Sh\\u0000op", 0)).body())
                .contains("\"field\":\"legal_name\",\"code\":\"wrong_characters\"");
        assertThat(
                        advertiser
                                .put(
                                        path,
                                        PROFILE.formatted("Shop", 0)
                                                .replace("12 Tahlia\\nRiyadh", " \\n "))
                                .body())
                .contains("\"field\":\"address\",\"code\":\"blank\"");
    }
}
