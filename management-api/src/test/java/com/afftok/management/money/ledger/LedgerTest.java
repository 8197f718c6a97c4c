package com.afftok.management.money.ledger;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LedgerTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();

    @Test
    void leads_from_a_balance_to_its_sales_and_notes() {
        long sale = trade.sale("approved");
        trade.adjust("2.50");

        String postings = promoter.get("/api/ledger").body();

        assertThat(postings)
                .containsSubsequence(
                        "\"kind\":\"adjustment\",\"account\":\"promoter_available\",\"amount\":2.50",
                        "\"memo\":\"a present\"",
                        "\"kind\":\"approval\",\"account\":\"promoter_available\",\"amount\":5.00",
                        "\"conversion_id\":" + sale,
                        "\"kind\":\"approval\",\"account\":\"promoter_pending\",\"amount\":-5.00",
                        "\"kind\":\"commission\",\"account\":\"promoter_pending\",\"amount\":5.00",
                        "\"next_cursor\":null");
        assertThat(trade.advertiser().get("/api/ledger").body())
                .contains("\"account\":\"advertiser\",\"amount\":-5.50")
                .doesNotContain("promoter");
    }

    @Test
    void is_read_page_by_page_each_posting_once() {
        long sale = trade.sale("approved");
        trade.adjust("1");
        trade.adjust("2");
        StringBuilder seen = new StringBuilder();
        String cursor = "";
        int pages = 0;
        do {
            HttpResponse<String> page = promoter.get("/api/ledger?limit=2" + cursor);
            seen.append(page.body());
            cursor = "&cursor=" + member(page, "next_cursor");
            pages++;
        } while (!cursor.equals("&cursor=null"));

        assertThat(pages).isEqualTo(3);
        assertThat(seen.toString().split("\"entry_id\"", -1)).hasSize(6);
        assertThat(seen).containsOnlyOnce("\"amount\":1.00").containsOnlyOnce("\"amount\":2.00");
        assertThat(sale).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "account=promoter_pending, 2",
        "account=promoter_available, 2",
        "kind=adjustment, 1",
        "kind=approval, 2",
        "currency=USD, 4",
        "currency=EUR, 0",
        "from=2020-01-01T00:00:00Z, 4",
        "to=2020-01-01T00:00:00Z, 0",
        "payout_id=1&from=2199-01-01T00:00:00Z, 0"
    })
    void is_filtered(String filter, int expected) {
        trade.sale("approved");
        trade.adjust("1");

        assertThat(promoter.get("/api/ledger?" + filter).body().split("\"entry_id\"", -1))
                .hasSize(expected + 1);
    }

    @Test
    void of_a_conversion_shows_its_postings_alone() {
        trade.sale("approved");
        long sale = trade.sale("pending");

        assertThat(promoter.get("/api/ledger?conversion_id=" + sale).body())
                .containsOnlyOnce("\"entry_id\"")
                .contains("\"conversion_id\":" + sale);
    }

    @Test
    void of_an_entry_shows_its_postings_alone() {
        trade.adjust("1");
        trade.adjust("2");
        String entry = member(promoter.get("/api/ledger"), "entry_id");

        assertThat(promoter.get("/api/ledger?entry_id=" + entry).body())
                .containsOnlyOnce("\"entry_id\"")
                .contains("\"entry_id\":" + entry, "\"amount\":2.00");
        assertThat(trade.recruiter().get("/api/ledger?entry_id=" + entry).body())
                .contains("\"postings\":[]");
    }

    @ParameterizedTest
    @CsvSource({
        "account=platform, account, not_one_of",
        "kind=gift, kind, not_one_of",
        "currency=usd, currency, not_a_currency",
        "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z, from, not_before_other",
        "entry_id=0, entry_id, not_an_id",
        "conversion_id=0, conversion_id, not_an_id",
        "used_by=0, used_by, not_an_id",
        "cursor=abc, cursor, not_a_cursor",
        "account_id=1, account_id, not_yours"
    })
    void refuses_wrong_filters(String filter, String field, String problem) {
        assertThat(promoter.get("/api/ledger?" + filter).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @Test
    void of_another_account_is_for_finance() {
        trade.adjust("7");
        String of = "/api/ledger?account_id=" + promoter.account();

        assertThat(api.signedIn(Role.FINANCE_ADMIN).get(of).body()).contains("\"amount\":7.00");
        assertThat(api.signedIn(Role.PROMOTER_SUPPORT).get(of).statusCode()).isEqualTo(403);
    }
}
