package com.afftok.management.money.payout.tax;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rates of small countries, where no other test has promoters.
final class WithholdingTest {

    private static final String PATH = "/api/admin/withholding-rates";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);

    @Test
    void depends_on_the_tax_id_and_the_treaty() {
        add("GS", "none", "30", null);
        add("GS", "tax_id", "20", null);
        add("GS", "treaty", "10", null);

        profile("GS", "null", "null", false, 0);
        assertThat(percent()).contains("\"tax_percent\":30");
        profile("GS", "\"310-1234\"", "null", false, 1);
        assertThat(percent()).contains("\"tax_percent\":20");
        profile("GS", "\"310-1234\"", "\"W-8BEN\"", true, 2);
        assertThat(percent()).contains("\"tax_percent\":10");
        profile("HM", "\"310-1234\"", "\"W-8BEN\"", true, 3);
        assertThat(percent()).contains("\"withheld\":0.00", "\"tax_percent\":null");
    }

    @Test
    void falls_back_to_the_rate_of_all() {
        add("BV", "none", "12.5", null);

        profile("BV", "\"310-1234\"", "\"W-8BEN\"", true, 0);

        assertThat(percent()).contains("\"tax_country\":\"BV\",\"tax_percent\":12.5");
    }

    @Test
    void concerns_the_country_of_the_account_without_a_profile() {
        add("PN", "none", "7", null);
        api.sql("update accounts set country = 'PN' where id = " + promoter.account());

        assertThat(percent()).contains("\"tax_country\":\"PN\",\"tax_percent\":7");
    }

    @Test
    void changes_from_a_time_on_and_never_in_the_past() {
        add("TF", "none", "5", null);
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        HttpResponse<String> later = add("TF", "none", "6", tomorrow);
        profile("TF", "null", "null", false, 0);

        assertThat(percent()).contains("\"tax_percent\":5");
        assertThat(later.body()).contains("\"valid_from\":\"" + tomorrow);
        assertThat(add("TF", "none", "7", tomorrow).body()).contains("STATE_002", "taken");
        assertThat(add("TF", "none", "7", Instant.parse("2020-01-01T00:00:00Z")).body())
                .contains("VALID_001", "\"field\":\"valid_from\"", "in_past");
        String listed = boss.get(PATH + "?country=TF&basis=none").body();
        assertThat(listed).containsSubsequence("\"percent\":6", "\"percent\":5");
        String inForce =
                api.text("select id from withholding_rates where country = 'TF' and percent = 5");
        assertThat(boss.delete(PATH + "/" + inForce).body()).contains("STATE_002", "in_past");
        assertThat(boss.delete(PATH + "/" + member(later, "id")).statusCode()).isEqualTo(200);
        assertThat(boss.delete(PATH + "/" + member(later, "id")).statusCode()).isEqualTo(404);
        assertThat(boss.get(PATH + "?country=TF").body()).doesNotContain("\"percent\":6");
    }

    @Test
    void is_set_by_super_admins_and_seen_by_finance() {
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);

        assertThat(finance.get(PATH).statusCode()).isEqualTo(200);
        assertThat(
                        finance.post(PATH, "{\"country\":\"AQ\",\"basis\":\"none\",\"percent\":1}")
                                .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"basis\":\"none\",\"percent\":5}', country, required",
        "'{\"country\":\"XX\",\"basis\":\"none\",\"percent\":5}', country, not_a_country",
        "'{\"country\":\"AQ\",\"basis\":\"luck\",\"percent\":5}', basis, not_one_of",
        "'{\"country\":\"AQ\",\"basis\":\"none\"}', percent, required",
        "'{\"country\":\"AQ\",\"basis\":\"none\",\"percent\":100.5}', percent, not_a_percentage",
        "'{\"country\":\"AQ\",\"basis\":\"none\",\"percent\":1.00001}', percent, not_a_percentage",
        "'{\"country\":\"AQ\",\"basis\":\"none\",\"percent\":1,\"valid_from\":\"9999-01-01T00:00:00Z\"}', valid_from, out_of_range",
        "'{\"country\":\"AQ\",\"basis\":\"none\",\"percent\":1,\"id\":1}', id, unknown_member"
    })
    void that_makes_no_sense_is_refused(String body, String field, String problem) {
        assertThat(boss.post(PATH, body).body())
                .contains("VALID_001", "\"field\":\"" + field + "\",\"code\":\"" + problem);
    }

    private HttpResponse<String> add(
            String country, String basis, String percent, @Nullable Instant from) {
        return boss.post(
                PATH,
                "{\"country\":\"%s\",\"basis\":\"%s\",\"percent\":%s,\"valid_from\":%s}"
                        .formatted(
                                country,
                                basis,
                                percent,
                                from == null ? "null" : "\"" + from + "\""));
    }

    private void profile(String country, String taxId, String form, boolean treaty, int version) {
        HttpResponse<String> saved =
                promoter.put(
                        "/api/tax-profile",
                        "{\"legal_name\":\"Layla\",\"country\":\"%s\",\"address\":\"12 Palm Street\",\"tax_id\":%s,\"form\":%s,\"treaty\":%b,\"version\":%d}"
                                .formatted(country, taxId, form, treaty, version));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    private String percent() {
        return promoter.get("/api/payouts/quote?amount=10&currency=USD&method_id=" + method).body();
    }
}
