package com.afftok.management.money.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class BalancesTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);

    @Test
    void follow_sales_from_the_report_to_the_refund() {
        trade.sale("pending");
        long approved = trade.sale("approved");
        assertThat(balance(trade.promoter()))
                .contains(
                        "\"currency\":\"USD\",\"pending\":5.00,\"approved\":5.00,\"reversed\":0.00,"
                                + "\"in_payout\":0.00,\"paid\":0.00,\"fees\":0.00,\"withheld\":0.00,\"available\":5.00,\"owed\":null");

        refund(approved, "20");

        assertThat(balance(trade.promoter()))
                .contains("\"approved\":5.00,\"reversed\":1.00", "\"available\":4.00");
        assertThat(balance(trade.recruiter()))
                .contains(
                        "\"pending\":0.50,\"approved\":0.50,\"reversed\":0.10",
                        "\"available\":0.40");
        assertThat(balance(trade.advertiser()))
                .contains("\"pending\":null", "\"available\":null", "\"owed\":9.90");
    }

    @Test
    void of_currencies_are_never_added() {
        trade.adjust("1.250", "KWD");
        trade.adjust("300", "JPY");
        trade.adjust("2.50", "USD");

        assertThat(balance(trade.promoter()))
                .containsSubsequence(
                        "\"JPY\"",
                        "\"available\":300,",
                        "\"KWD\"",
                        "\"available\":1.250,",
                        "\"USD\"",
                        "\"available\":2.50,");
    }

    @Test
    void without_bookings_are_none() {
        assertThat(balance(trade.promoter())).contains("\"balances\":[]");
    }

    @Test
    void show_finance_each_account_and_others_their_own() {
        trade.adjust("7");
        String of = "/api/balance?account_id=" + trade.promoter().account();

        assertThat(finance.get(of).body()).contains("\"available\":7.00");
        assertThat(trade.promoter().get(of).body()).contains("\"available\":7.00");
        assertThat(trade.recruiter().get(of).body())
                .contains("VALID_001", "\"field\":\"account_id\"", "not_yours");
        assertThat(finance.get("/api/balance").body())
                .contains("VALID_001", "\"field\":\"account_id\"", "required");
        assertThat(api.signedIn(Role.TECH_ADMIN).get(of).statusCode()).isEqualTo(403);
    }

    private void refund(long sale, String amount) {
        HttpResponse<String> answer =
                finance.post(
                        "/api/conversions/%d/reverse".formatted(sale),
                        "{\"reason\":\"sent back\",\"amount\":" + amount + '}');
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String balance(SignedIn caller) {
        return caller.get("/api/balance").body();
    }
}
