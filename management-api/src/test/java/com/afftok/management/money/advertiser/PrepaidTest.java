package com.afftok.management.money.advertiser;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import org.junit.jupiter.api.Test;

/// An advertiser who pays in advance, with an offer that pays 5 USD and 0.50 to the recruiter.
final class PrepaidTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final long shop = trade.advertiser().account();

    @Test
    void stops_when_a_sale_uses_the_rest_up_and_goes_on_when_it_has_paid() {
        pay("TT-1", "10");
        bill("prepaid", "0", 0);
        trade.sale("approved");
        assertThat(account())
                .contains(
                        "\"owed\":0.00,\"prepaid\":4.50,\"paid\":10.00,\"pending_charges\":0.00,\"billing\":\"prepaid\",\"credit_limit\":0.00,\"remaining\":4.50,\"stopped\":false,\"stopped_since\":null");
        assertThat(offer()).contains("\"stopped\":null");
        assertThat(links()).contains("\"offer_stopped\":null");

        trade.sale("pending");

        eventually("the stop", () -> account().contains("\"stopped\":true"));
        assertThat(account())
                .contains("\"owed\":1.00,\"prepaid\":0.00", "\"pending_charges\":5.50")
                .contains("\"remaining\":-1.00", "\"stopped_since\":\"20");
        assertThat(offer()).contains("\"status\":\"active\",\"stopped\":\"unfunded\"");
        assertThat(trade.promoter().get("/api/offers?limit=100").body())
                .contains("\"stopped\":\"unfunded\"");
        assertThat(links()).contains("\"offer_stopped\":\"unfunded\"");

        pay("TT-2", "1.01");

        eventually("the end of the stop", () -> account().contains("\"stopped\":false"));
        assertThat(offer()).contains("\"stopped\":null");
    }

    @Test
    void of_a_credit_stops_at_its_limit() {
        trade.sale("approved");
        bill("credit", "5.51", 0);
        trade.adjust("1");
        assertThat(account()).contains("\"owed\":5.50", "\"remaining\":0.01,\"stopped\":false");

        bill("credit", "5.50", 1);

        eventually("the stop", () -> account().contains("\"stopped\":true"));
        assertThat(account()).contains("\"remaining\":0.00");
        bill("credit", "5.51", 2);
        eventually("the end of the stop", () -> account().contains("\"stopped\":false"));
        finance.put(terms(), "{\"billing\":[],\"version\":3}");
        assertThat(account()).contains("\"billing\":\"postpaid\"", "\"remaining\":null");
    }

    @Test
    void in_one_currency_leaves_the_others_alone() {
        finance.put(
                terms(),
                "{\"billing\":[{\"currency\":\"EUR\",\"mode\":\"prepaid\"}],\"version\":0}");

        eventually("the stop", () -> account().contains("\"stopped\":true"));
        assertThat(account()).contains("\"currency\":\"EUR\"");
        assertThat(offer()).contains("\"stopped\":null");
    }

    @Test
    void is_seen_by_itself_and_by_finance_alone() {
        String path = "/api/advertiser/account?account_id=" + shop;

        assertThat(trade.advertiser().get(path).statusCode()).isEqualTo(200);
        assertThat(finance.get(path).statusCode()).isEqualTo(200);
        assertThat(trade.promoter().get(path).body()).contains("PERM_001");
        assertThat(api.signedIn(Role.ADVERTISER).get(path).body())
                .contains("VALID_001", "not_yours");
        assertThat(finance.get("/api/advertiser/account").body()).contains("VALID_001", "required");
        assertThat(
                        finance.get(
                                        "/api/advertiser/account?account_id="
                                                + trade.promoter().account())
                                .statusCode())
                .isEqualTo(404);
    }

    private String account() {
        return trade.advertiser().get("/api/advertiser/account").body();
    }

    private String offer() {
        return trade.promoter().get("/api/offers/" + trade.offer().offer()).body();
    }

    private String links() {
        return trade.promoter().get("/api/links").body();
    }

    private String terms() {
        return "/api/admin/advertisers/%d/terms".formatted(shop);
    }

    private void bill(String mode, String limit, int version) {
        assertThat(
                        finance.put(
                                        terms(),
                                        "{\"billing\":[{\"currency\":\"USD\",\"mode\":\"%s\",\"credit_limit\":%s}],\"version\":%d}"
                                                .formatted(mode, limit, version))
                                .statusCode())
                .isEqualTo(200);
    }

    private void pay(String reference, String amount) {
        assertThat(
                        finance.post(
                                        "/api/admin/advertiser-payments",
                                        "{\"account_id\":%d,\"amount\":%s,\"currency\":\"USD\",\"reference\":\"%s\",\"received_at\":\"2026-01-31T12:00:00Z\"}"
                                                .formatted(shop, amount, reference))
                                .statusCode())
                .isEqualTo(201);
    }
}
