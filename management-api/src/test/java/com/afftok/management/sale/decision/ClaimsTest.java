package com.afftok.management.sale.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import org.junit.jupiter.api.Test;

/// What a browser claims, on an offer with one click: a purchase of 50 USD that would pay 5.
final class ClaimsTest {

    private static final String YEAR = "/api/admin/metrics?from=%1$s-05-01&to=%1$s-05-02";
    private static final String NO_SALE =
            "\"stats\":{\"clicks\":1,\"conversions\":0,\"conversion_rate\":0.00,\"epc\":0.00";
    private static final String ONE_SALE =
            "\"stats\":{\"clicks\":1,\"conversions\":1,\"conversion_rate\":100.00,\"epc\":5.00";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private final SignedIn admin = api.signedIn(Role.SUPER_ADMIN);
    private final long offer =
            api.sql(
                    """
                    insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                    values (%d, 'Shop', 'https://shop.example.com/', 5, 'USD', 'active') returning id
                    """
                            .formatted(shop.account()));
    private final long link =
            api.sql(
                    """
                    insert into user_offers (promoter_id, offer_id, advertiser_id)
                    values (%d, %d, %d) returning id
                    """
                            .formatted(promoter.account(), offer, shop.account()));

    @Test
    void count_in_no_figure_and_no_balance() {
        clicked();
        claim(1971);

        assertThat(offer()).contains(NO_SALE);
        assertThat(link()).contains("\"conversions\":0");
        assertThat(admin.get(YEAR.formatted(1971)).body())
                .contains(
                        "\"conversions\":{\"pending\":0,\"approved\":0,\"rejected\":0,\"reversed\":0}",
                        "\"money\":[]");
        assertThat(balance()).isZero();
    }

    @Test
    void wait_in_a_list_until_a_person_decides() {
        long claim = claim(1976);
        long accepted = claim(1976);
        long refused = claim(1976);
        decide(accepted, "approve");
        decide(refused, "reject");

        String listed = shop.get("/api/conversions/claims").body();

        assertThat(listed)
                .contains("\"id\":" + claim + ',', "\"source\":\"pixel\"")
                .doesNotContain("\"id\":" + accepted + ',', "\"id\":" + refused + ',');
        assertThat(promoter.get("/api/conversions/claims?offer_id=" + offer).body())
                .contains("\"id\":" + claim + ',');
        assertThat(shop.get("/api/conversions/claims?promoter_id=999999").body())
                .contains("\"conversions\":[]");
    }

    @Test
    void count_once_when_a_person_accepts_them() {
        clicked();
        long claim = claim(1972);

        assertThat(decide(claim, "approve")).isEqualTo(200);
        assertThat(decide(claim, "approve")).isEqualTo(200);

        assertThat(offer()).contains(ONE_SALE);
        assertThat(link()).contains("\"conversions\":1");
        assertThat(admin.get(YEAR.formatted(1972)).body())
                .contains(
                        "\"conversions\":{\"pending\":0,\"approved\":1,\"rejected\":0,\"reversed\":0}",
                        "\"revenue\":50.00,\"commission\":5.00");
        assertThat(balance()).isEqualTo(500);
    }

    @Test
    void are_taken_back_as_a_whole_after_they_were_accepted() {
        long claim = claim(1973);
        decide(claim, "approve");

        assertThat(decide(claim, "reverse")).isEqualTo(200);

        assertThat(balance()).isZero();
        assertThat(earned("reversed = 1 and pending + approved + rejected + commission = 0"))
                .isTrue();
    }

    @Test
    void leave_nothing_behind_when_a_person_rejects_them() {
        long claim = claim(1974);

        assertThat(decide(claim, "reject")).isEqualTo(200);

        assertThat(
                        api.sql(
                                "select count(*) from ledger_entries where advertiser_id = "
                                        + shop.account()))
                .isZero();
        assertThat(earned("pending + approved + rejected + reversed + commission = 0")).isTrue();
    }

    @Test
    void are_refused_by_the_ledger() {
        long claim = claim(1975);

        assertThatThrownBy(() ->
                        api.sql(
                                """
                                insert into ledger_entries (advertiser_id, kind, event_key, conversion_id)
                                values (%d, 'commission', 'conversion:%2$d:recorded', %2$d)
                                returning id
                                """
                                        .formatted(shop.account(), claim)))
                .hasStackTraceContaining("is a claim");
    }

    private void clicked() {
        api.sql(
                """
                with counted as (
                    insert into offer_counters (advertiser_id, offer_id, gross, valid)
                    values (%1$d, %2$d, 1, 1) returning 1)
                select 1 from counted
                """
                        .formatted(shop.account(), offer));
    }

    private long claim(int year) {
        return api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, source, link_id, offer_id,
                        promoter_id, status, amount, currency, commission, commission_currency, created_at)
                    values (%1$d, gen_random_uuid()::text, 'pixel', %2$d, %3$d, %4$d, 'pending', 50, 'USD', 5,
                            'USD', '%5$d-05-01T12:00Z')
                    returning advertiser_id, id),
                share as (
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    select advertiser_id, id, %4$d, 5, 'USD' from made)
                select id from made
                """
                        .formatted(shop.account(), link, offer, promoter.account(), year));
    }

    private int decide(long claim, String decision) {
        return shop.post(
                        "/api/conversions/%d/%s".formatted(claim, decision),
                        "{\"reason\":\"looked at the order\"}")
                .statusCode();
    }

    private String offer() {
        return api.get("/api/offers/" + offer).body();
    }

    private String link() {
        return promoter.get("/api/links/" + link).body();
    }

    /// In cents, pending and available.
    private long balance() {
        return api.sql(
                """
                select coalesce(sum(amount) * 100, 0)::bigint from ledger_postings where owner_id = %d
                """
                        .formatted(promoter.account()));
    }

    private boolean earned(String condition) {
        return api.sql(
                        "select count(*) from offer_earnings where offer_id = %d and %s"
                                .formatted(offer, condition))
                == 1;
    }
}
