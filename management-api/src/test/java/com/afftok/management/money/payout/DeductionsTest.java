package com.afftok.management.money.payout;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.BalanceDifferences;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The promoters live in countries of their own, whose rates concern no other test.
final class DeductionsTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn boss = api.signedIn(Role.SUPER_ADMIN);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_fees");
        api.sql("delete from payout_minimums");
    }

    /// Half a minor unit is rounded to the even one, once for the fee and once for the tax.
    @ParameterizedTest
    @CsvSource({
        // fixed 0.50 and 2.5 % of 120.50 are 3.5125; 5 % are 6.025
        "USD, 120.50, 0.50, 2.5, , 3.51, 6.02, 110.97",
        "USD, 120.50, 0.50, 2.5, 3, 3.00, 6.02, 111.48",
        // 2.5 % of 1010 are 25.25; 5 % are 50.5
        "JPY, 1010, 10, 2.5, , 35, 50, 925",
        // 2.5 % of 10.010 are 0.25025; 5 % are 0.5005
        "KWD, 10.010, 0.100, 2.5, , 0.350, 0.500, 9.160",
        "KWD, 10.030, 0.000, 2.5, 0.005, 0.005, 0.502, 9.523"
    })
    void are_fixed_at_the_request_and_booked_when_it_is_paid(
            String currency,
            String amount,
            String fixed,
            String percent,
            @Nullable String maximum,
            String fee,
            String withheld,
            String net) {
        livesIn("TV");
        rate("TV", "5");
        fee(currency, fixed, percent, maximum);
        trade.adjust(amount, currency);
        String figures =
                "\"fee\":%s,\"withheld\":%s,\"net\":%s,\"tax_country\":\"TV\",\"tax_percent\":5"
                        .formatted(fee, withheld, net);

        assertThat(quote(amount, currency).body())
                .contains(figures, "\"most\":" + amount, "\"problem\":null");
        HttpResponse<String> requested = request(amount, currency);
        assertThat(requested.statusCode()).as(requested.body()).isEqualTo(201);
        assertThat(requested.body()).contains("\"amount\":" + amount, figures);
        api.sql("delete from payout_fees");
        String payout = member(requested, "id");
        assertThat(decide(payout, "approve", "").body()).contains(figures);
        assertThat(decide(payout, "complete", "{\"reference\":\"TT-1\"}").body())
                .contains(figures, "\"status\":\"completed\"");

        assertThat(promoter.get("/api/balance").body())
                .contains(
                        "\"currency\":\"%s\"".formatted(currency),
                        "\"approved\":" + amount,
                        "\"paid\":%s,\"fees\":%s,\"withheld\":%s,\"available\":0"
                                .formatted(net, fee, withheld));
        assertThat(promoter.get("/api/ledger?account=tax_withheld&payout_id=" + payout).body())
                .contains("\"amount\":" + withheld);
        assertThat(booked(payout))
                .isEqualTo(
                        "paid_out %s, platform %s, tax_withheld %s"
                                .formatted(four(net), four(fee), four(withheld)));
        assertThat(differences()).isZero();
    }

    @Test
    void are_returned_with_all_of_a_payout_that_fails() {
        livesIn("NU");
        rate("NU", "10");
        fee("USD", "1", "0", null);
        trade.adjust("50");
        String payout = member(request("50", "USD"), "id");

        decide(payout, "approve", "");
        assertThat(decide(payout, "fail", "{\"reason\":\"closed\"}").statusCode()).isEqualTo(200);

        assertThat(promoter.get("/api/balance").body())
                .contains("\"paid\":0.00,\"fees\":0.00,\"withheld\":0.00,\"available\":50.00");
        assertThat(differences()).isZero();
    }

    @Test
    void are_taken_from_the_books_of_several_advertisers() {
        Trade other = Trade.in(api);
        fee("USD", "7", "0", null);
        api.sql(
                """
                with entry as (
                    insert into ledger_entries (advertiser_id, kind, event_key)
                    values (%1$d, 'adjustment', 'adjustment:deductions') returning id)
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                select %1$d, entry.id, line, account, owner, 'USD', amount
                  from entry, (values (1, 'platform', null, -5), (2, 'promoter_available', %2$d, 5))
                    as l (line, account, owner, amount)
                """
                        .formatted(other.advertiser().account(), promoter.account()));
        trade.adjust("20");
        String payout = member(request("25", "USD"), "id");

        decide(payout, "approve", "");
        decide(payout, "complete", "{\"reference\":\"TT-1\"}");

        assertThat(booked(payout)).isEqualTo("paid_out 18.0000, platform 7.0000");
        assertThat(
                        api.sql(
                                "select count(distinct advertiser_id) from ledger_entries where payout_id = "
                                        + payout))
                .isEqualTo(2);
    }

    @Test
    void that_leave_nothing_refuse_the_payout_with_the_figures() {
        livesIn("TK");
        rate("TK", "50");
        fee("USD", "5", "0", null);
        trade.adjust("50");

        assertThat(request("10", "USD").body())
                .contains(
                        "PAYOUT_001",
                        "\"code\":\"nothing_left\"",
                        "\"fee\":\"5.00\"",
                        "\"withheld\":\"5.00\"");
        assertThat(quote("10", "USD").body())
                .contains(
                        "\"net\":0.00",
                        "\"problem\":{\"field\":\"amount\",\"code\":\"nothing_left\"");
        assertThat(request("10.02", "USD").body()).contains("\"net\":0.01");
    }

    @Test
    void are_quoted_with_the_reason_of_a_refusal() {
        fee("USD", "1", "0", null);
        api.sql(
                "insert into payout_minimums (currency, method, minimum) values ('USD', 'paypal', 25)");
        trade.adjust("50");

        assertThat(quote("24", "USD").body())
                .contains("\"minimum\":25.00,\"most\":50.00", "\"code\":\"below_minimum\"");
        assertThat(quote("51", "USD").body()).contains("\"code\":\"above_balance\"");
        assertThat(quote("999999999999999", "USD").body()).contains("\"code\":\"above_balance\"");
        assertThat(promoter.get("/api/payouts/quote?amount=1&currency=USD&method_id=999").body())
                .contains("VALID_001", "not_a_payout_method");
        assertThat(
                        promoter.get(
                                        "/api/payouts/quote?amount=1000000000000000&currency=USD&method_id=1")
                                .body())
                .contains("VALID_001", "\"field\":\"amount\"", "too_large");
        assertThat(promoter.get("/api/payouts/quote?amount=1&method_id=1").body())
                .contains("VALID_001", "\"field\":\"currency\"", "required");
        assertThat(promoter.get("/api/payouts/limits").body())
                .contains(
                        "{\"currency\":\"USD\",\"method\":\"paypal\",\"minimum\":25.00}",
                        "{\"currency\":\"USD\",\"method\":\"paypal\",\"fixed\":1.00,\"percent\":0,\"maximum\":null}")
                .doesNotContain("version", "threshold");
    }

    @Test
    void of_fees_are_set_by_version_and_by_super_admins() {
        String fee = "/api/admin/payout-limits/fee";
        String body =
                "{\"currency\":\"KWD\",\"method\":\"upi\",\"fixed\":0.5,\"percent\":20,\"maximum\":%s,\"version\":%d}";

        assertThat(finance.put(fee, body.formatted("2", 0)).statusCode()).isEqualTo(403);
        assertThat(boss.put(fee, body.formatted("2", 0)).body())
                .contains(
                        "\"fees\":[{\"currency\":\"KWD\",\"method\":\"upi\",\"fixed\":0.500,\"percent\":20,\"maximum\":2.000,\"version\":1}]");
        assertThat(boss.put(fee, body.formatted("2", 0)).body()).contains("STATE_001");
        assertThat(boss.put(fee, body.formatted("null", 1)).body())
                .contains("\"maximum\":null,\"version\":2");
        assertThat(boss.put(fee, body.formatted("0.4", 2)).body())
                .contains("VALID_001", "\"field\":\"maximum\"", "below_other");
        assertThat(boss.put(fee, body.replace("20", "100.1").formatted("2", 2)).body())
                .contains("VALID_001", "\"field\":\"percent\"", "not_a_percentage");
        assertThat(boss.put(fee, body.replace("0.5", "0.0005").formatted("2", 2)).body())
                .contains("VALID_001", "\"field\":\"fixed\"", "not_an_amount");
    }

    private void livesIn(String country) {
        HttpResponse<String> saved =
                promoter.put(
                        "/api/tax-profile",
                        "{\"legal_name\":\"Layla\",\"country\":\"%s\",\"address\":\"12 Palm Street\",\"version\":0}"
                                .formatted(country));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    /// A country has its rate from the first test on that adds it.
    private void rate(String country, String percent) {
        HttpResponse<String> added =
                boss.post(
                        "/api/admin/withholding-rates",
                        "{\"country\":\"%s\",\"basis\":\"none\",\"percent\":%s}"
                                .formatted(country, percent));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    }

    private void fee(String currency, String fixed, String percent, @Nullable String maximum) {
        api.sql(
                "insert into payout_fees (currency, method, fixed, percent, maximum) values ('%s', 'paypal', %s, %s, %s)"
                        .formatted(currency, fixed, percent, maximum));
    }

    private HttpResponse<String> quote(String amount, String currency) {
        return promoter.get(
                "/api/payouts/quote?amount=%s&currency=%s&method_id=%d"
                        .formatted(amount, currency, method));
    }

    private HttpResponse<String> request(String amount, String currency) {
        return promoter.post(
                "/api/payouts",
                "{\"amount\":%s,\"currency\":\"%s\",\"method_id\":%d}"
                        .formatted(amount, currency, method));
    }

    private HttpResponse<String> decide(String payout, String action, String body) {
        return finance.post("/api/admin/payouts/%s/%s".formatted(payout, action), body);
    }

    private String booked(String payout) {
        return api.text(
                """
                select string_agg(account || ' ' || amount, ', ' order by account)
                  from (select p.account, sum(p.amount) as amount
                          from ledger_entries e
                          join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
                         where e.payout_id = %s and e.kind = 'payout_completion' and p.account <> 'promoter_payout'
                         group by p.account) as sums
                """
                        .formatted(payout));
    }

    private long differences() {
        return BalanceDifferences.of(api, promoter.account());
    }

    /// With the decimals of the database.
    private static String four(String amount) {
        int point = amount.indexOf('.');
        int decimals = point < 0 ? 0 : amount.length() - point - 1;
        return (point < 0 ? amount + "." : amount) + "0".repeat(4 - decimals);
    }
}
