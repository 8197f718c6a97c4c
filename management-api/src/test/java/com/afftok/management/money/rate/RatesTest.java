package com.afftok.management.money.rate;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exchange rates, and balances that are shown with them.
final class RatesTest {

    private static final String RATES = "/api/admin/exchange-rates";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @BeforeEach
    @AfterEach
    void forget() {
        api.sql(
                "delete from exchange_rates; delete from settings where name like 'exchange_rates.%'");
    }

    @Test
    void are_set_by_version_and_keep_all_digits() {
        HttpResponse<String> set = put("2026-01-31", "USD", "IRR", "42105.1234567891", 0);

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(set.body())
                .contains(
                        "\"date\":\"2026-01-31\",\"base\":\"USD\",\"quote\":\"IRR\",\"rate\":\"42105.1234567891\",\"version\":1");
        assertThat(put("2026-01-31", "USD", "IRR", "43000", 0).body()).contains("STATE_001");
        assertThat(put("2026-01-30", "USD", "IRR", "43000", 3).body()).contains("STATE_001");
        assertThat(put("2026-01-31", "USD", "IRR", "43000", 1).body())
                .contains("\"rate\":\"43000\",\"version\":2");
        assertThat(
                        api.text(
                                """
                                select new_value ->> 'rate' from audit_log
                                 where action = 'exchange_rate.change' order by id desc limit 1
                                """))
                .isEqualTo("43000");
    }

    @Test
    void are_listed_by_day_and_currency() {
        read("2026-01-30,USD,SAR,3.75\\n2026-01-31,USD,SAR,3.76\\n2026-01-31,EUR,USD,1.1\\n");

        HttpResponse<String> first = finance.get(RATES + "?limit=2");
        String next = RunningApi.member(first, "next_cursor");

        assertThat(first.body())
                .containsSubsequence("2026-01-31\",\"base\":\"EUR", "2026-01-31\",\"base\":\"USD")
                .doesNotContain("2026-01-30");
        assertThat(finance.get(RATES + "?limit=2&cursor=" + next).body())
                .contains("2026-01-30", "\"next_cursor\":null")
                .doesNotContain("2026-01-31");
        assertThat(finance.get(RATES + "?currency=EUR").body())
                .contains("EUR")
                .doesNotContain("SAR");
        assertThat(finance.get(RATES + "?to=2026-01-30").body()).doesNotContain("2026-01-31");
    }

    @Test
    void of_a_file_are_stored_once() {
        String csv = "date,base,quote,rate\\n2026-01-30,USD,SAR,3.75\\n2026-01-31,USD,SAR,3.76\\n";

        assertThat(read(csv).body())
                .contains("\"lines\":2,\"added\":2,\"changed\":0,\"unchanged\":0");
        assertThat(read(csv).body())
                .contains("\"lines\":2,\"added\":0,\"changed\":0,\"unchanged\":2");
        assertThat(read(csv.replace("3.76", "3.77")).body())
                .contains("\"lines\":2,\"added\":0,\"changed\":1,\"unchanged\":1");
        assertThat(api.sql("select count(*) from exchange_rates")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-02-30,USD,SAR,3.75 | csv[2].date | not_a_day",
                "1999-01-01,USD,SAR,3.75 | csv[2].date | out_of_range",
                "2150-01-01,USD,SAR,3.75 | csv[2].date | in_future",
                "2026-01-01,XXY,SAR,3.75 | csv[2].base | not_a_currency",
                "2026-01-01,USD,usd,3.75 | csv[2].quote | not_a_currency",
                "2026-01-01,USD,USD,3.75 | csv[2].quote | not_another",
                "2026-01-01,USD,SAR,0 | csv[2].rate | not_positive",
                "2026-01-01,USD,SAR,-1 | csv[2].rate | not_a_decimal",
                "2026-01-01,USD,SAR,1e3 | csv[2].rate | not_a_decimal",
                "2026-01-01,USD,SAR,=1+1 | csv[2].rate | not_a_decimal",
                "2026-01-01,USD,SAR,1.12345678901 | csv[2].rate | not_a_decimal",
                "2026-01-01,USD,SAR,12345678901 | csv[2].rate | not_a_decimal",
                "2026-01-01,USD,SAR | csv[2] | not_the_columns",
                "2026-01-31,USD,SAR,3.80 | csv[2] | repeats_line",
                "\\\"2026-01-31,USD,SAR,3.80 | csv[2] | broken_line",
            })
    void of_a_file_with_a_wrong_line_are_not_stored(String line, String field, String problem) {
        HttpResponse<String> answer = read("2026-01-31,USD,SAR,3.75\\n" + line + "\\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\",\"code\":\"" + problem);
        assertThat(api.sql("select count(*) from exchange_rates")).isZero();
    }

    @Test
    void of_too_long_or_empty_files_are_not_stored() {
        assertThat(read("").body()).contains("\"field\":\"csv\",\"code\":\"empty\"");
        assertThat(read("2026-01-31,USD,SAR,3.75\\n".repeat(10_001)).body())
                .contains("too_many_rates");
        assertThat(read("x\\n".repeat(50)).body()).contains("more_problems", "30 more");
    }

    @Test
    void show_balances_in_one_currency() {
        Trade trade = Trade.in(api);
        trade.adjust("10");
        trade.adjust("3.000", "KWD");
        trade.adjust("500", "JPY");
        put(today.minusDays(1).toString(), "USD", "SAR", "3.75", 0);
        put(today.minusDays(40).toString(), "KWD", "USD", "3.2", 0);
        api.sql("insert into settings (name, value) values ('exchange_rates.base', '\"USD\"')");

        String shown = trade.promoter().get("/api/balance?display=SAR").body();

        assertThat(shown)
                .contains(
                        "\"display\":{\"amount\":37.50,\"currency\":\"SAR\",\"rate\":\"3.75\",\"date\":\"%s\",\"stale\":false}"
                                .formatted(today.minusDays(1)),
                        "\"display\":{\"amount\":36.00,\"currency\":\"SAR\",\"rate\":\"12\",\"date\":\"%s\",\"stale\":true}"
                                .formatted(today.minusDays(40)),
                        "\"owed\":null,\"display\":null",
                        "\"total\":{\"amount\":73.50,\"currency\":\"SAR\",\"approximate\":true,\"stale\":true,\"without_rate\":[\"JPY\"]}");
        assertThat(trade.promoter().get("/api/balance").body())
                .contains("\"total\":null", "\"display\":null")
                .doesNotContain("approximate");
        assertThat(trade.promoter().get("/api/balance?display=usd").body())
                .contains("\"field\":\"display\",\"code\":\"not_a_currency\"");
    }

    /// Nothing in another currency, or an amount that isn't in the sum, makes it no approximation.
    @Test
    void show_a_total_of_its_own_currency_as_exact() {
        Trade trade = Trade.in(api);
        trade.adjust("10");
        trade.adjust("7", "EUR");
        trade.adjust("-7", "EUR");

        assertThat(trade.promoter().get("/api/balance?display=USD").body())
                .contains(
                        "\"total\":{\"amount\":10.00,\"currency\":\"USD\",\"approximate\":false,\"stale\":false,\"without_rate\":[]}");
        trade.adjust("500", "JPY");
        assertThat(trade.promoter().get("/api/balance?display=USD").body())
                .contains("\"approximate\":false,\"stale\":false,\"without_rate\":[\"JPY\"]}");
        put(today.toString(), "USD", "JPY", "100", 0);
        assertThat(trade.promoter().get("/api/balance?display=USD").body())
                .contains("\"amount\":15.00,\"currency\":\"USD\",\"approximate\":true");
    }

    @Test
    void are_for_finance_alone() {
        assertThat(api.signedIn(Role.TECH_ADMIN).get(RATES).statusCode()).isEqualTo(403);
        assertThat(api.signedIn(Role.ADVERTISER).get(RATES).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> put(
            String date, String base, String quote, String rate, int version) {
        return finance.put(
                RATES,
                "{\"date\":\"%s\",\"base\":\"%s\",\"quote\":\"%s\",\"rate\":\"%s\",\"version\":%d}"
                        .formatted(date, base, quote, rate, version));
    }

    /// @param csv with escapes of JSON
    private HttpResponse<String> read(String csv) {
        return finance.post(RATES + "/import", "{\"csv\":\"" + csv + "\"}");
    }
}
