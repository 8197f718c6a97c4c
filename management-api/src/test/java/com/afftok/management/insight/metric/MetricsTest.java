package com.afftok.management.insight.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricsTest {

    private static final String METRICS = "/api/admin/metrics";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn admin = api.signedIn(Role.FINANCE_ADMIN);

    /// On days of the past that no other test uses.
    @Test
    void add_up_what_happened_on_the_days_of_the_period_and_no_others() {
        long link = linkOf2001("USD");
        clicks(link, "2001-03-01T00:00:00Z", 40, 4, 3, 2, 1, 5, 6);
        clicks(link, "2001-03-02T23:00:00Z", 50, 6, 0, 8, 9, 0, 0);
        clicks(link, "2001-02-28T23:00:00Z", 999, 0, 0, 0, 0, 0, 0);
        clicks(link, "2001-03-03T00:00:00Z", 999, 0, 0, 0, 0, 0, 0);
        long dinars = linkOf2001("KWD");
        clicks(dinars, "2001-03-02T22:00:00Z", 15, 5, 0, 0, 0, 0, 0);
        conversion(link, "2001-03-01T12:00:00Z", "approved", "100.00", "25.00", "USD", "7.50");
        conversion(link, "2001-03-02T12:00:00Z", "pending", "50.00", "0", "USD", "2.50");
        conversion(link, "2001-03-02T12:00:00Z", "rejected", "70.00", "0", "USD", "3.00");
        conversion(dinars, "2001-03-02T13:00:00Z", "approved", "1.234", "0", "KWD", "0.5");
        conversion(dinars, "2001-03-02T13:00:00Z", "approved", "2.00", "0", "EUR", "0.25");
        conversion(link, "2001-03-03T00:00:00Z", "approved", "70.00", "0", "USD", "3.00");

        HttpResponse<String> answer = admin.get(METRICS + "?from=2001-03-01&to=2001-03-02");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"from\":\"2001-03-01\",\"to\":\"2001-03-02\"",
                        "\"registered\":2},\"advertisers\":",
                        "\"made\":2}",
                        "\"clicks\":{\"gross\":154,\"valid\":105,\"suspicious\":15,\"duplicate\":3,"
                                + "\"bot\":10,\"fraud\":10,\"geo_blocked\":5,\"inactive\":6,"
                                + "\"uniques\":105}",
                        "\"conversions\":{\"pending\":1,\"approved\":3,\"rejected\":1,\"reversed\":0}",
                        "\"conversion_rate\":3.33",
                        "\"fraud_rate\":12.99",
                        "{\"currency\":\"EUR\",\"revenue\":2.00,\"commission\":0.25,\"epc\":null,\"display\":null}",
                        "{\"currency\":\"KWD\",\"revenue\":1.234,\"commission\":0.500,\"epc\":0.0250,\"display\":null}",
                        "{\"currency\":\"USD\",\"revenue\":125.00,\"commission\":10.00,\"epc\":0.1000,\"display\":null}");
    }

    @Test
    void show_money_in_another_currency_with_the_rates_of_then() {
        api.sql(
                """
                insert into exchange_rates (day, base, quote, rate)
                values ('2001-04-30', 'USD', 'ZAR', 8), ('2001-05-02', 'USD', 'ZAR', 9)
                """);
        long link = linkOf2001("USD");
        conversion(link, "2001-05-01T12:00:00Z", "approved", "100.00", "0", "USD", "7.50");
        conversion(link, "2001-05-01T12:00:00Z", "approved", "20.00", "0", "ISK", "2");

        String shown = admin.get(METRICS + "?from=2001-05-01&to=2001-05-01&display=ZAR").body();

        assertThat(shown)
                .contains(
                        "\"display\":{\"revenue\":{\"amount\":800.00,\"currency\":\"ZAR\",\"rate\":\"8\","
                                + "\"date\":\"2001-04-30\",\"stale\":false}",
                        "\"display\":{\"revenue\":null,\"commission\":null}",
                        "\"money_total\":{\"revenue\":{\"amount\":800.00,\"currency\":\"ZAR\",\"approximate\":true,"
                                + "\"stale\":false,\"without_rate\":[\"ISK\"]}",
                        "\"commission\":{\"amount\":60.00");
    }

    @Test
    void of_days_on_which_nothing_happened_have_no_rates() {
        assertThat(admin.get(METRICS + "?from=1999-01-01&to=1999-01-02").body())
                .contains(
                        "\"gross\":0", "\"conversion_rate\":null,\"fraud_rate\":null,\"money\":[]");
    }

    @Test
    void are_of_the_last_30_days_where_nothing_is_asked_for() {
        assertThat(admin.get(METRICS).statusCode()).isEqualTo(200);
        assertThat(admin.get(METRICS + "?to=2026-01-31").body())
                .contains("\"from\":\"2026-01-02\",\"to\":\"2026-01-31\"");
        assertThat(admin.get(METRICS + "?from=2025-01-01&to=2026-02-04").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2025-01-01&to=2026-02-05,from",
        "from=2026-01-02&to=2026-01-01,to",
        "from=2026-02-30,from",
        "from=now(),from",
        "to=%2B999999999-12-31,to",
        "to=-999999999-01-01,to",
    })
    void take_no_wrong_period_and_name_the_field(String query, String field) {
        HttpResponse<String> answer = admin.get(METRICS + "?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    private long linkOf2001(String currency) {
        SignedIn shop = api.signedIn(Role.ADVERTISER);
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        api.sql(
                "update accounts set created_at = '2001-03-01T10:00Z' where id = "
                        + promoter.account());
        return api.sql(
                """
                with offer as (
                    insert into offers (advertiser_id, title, destination_url, payout, currency, status,
                                        created_at)
                    values (%d, 'Shop', 'https://shop.example.com/', 5, '%s', 'archived',
                            '2001-03-02T10:00Z')
                    returning id, advertiser_id)
                insert into user_offers (promoter_id, offer_id, advertiser_id)
                select %d, id, advertiser_id from offer
                returning id
                """
                        .formatted(shop.account(), currency, promoter.account()));
    }

    private void clicks(
            long link,
            String hour,
            int valid,
            int suspicious,
            int duplicate,
            int bot,
            int fraud,
            int geoBlocked,
            int inactive) {
        api.sql(
                """
                insert into click_hourly (advertiser_id, hour, link_id, country, device, offer_id,
                                          promoter_id, gross, valid, suspicious, duplicate, bot, fraud,
                                          geo_blocked, inactive, uniques)
                select advertiser_id, '%s', id, 'SA', 'mobile', offer_id, promoter_id,
                       %d, %d, %d, %d, %d, %d, %d, %d, %d
                  from user_offers where id = %d
                """
                        .formatted(
                                hour,
                                valid
                                        + suspicious
                                        + duplicate
                                        + bot
                                        + fraud
                                        + geoBlocked
                                        + inactive,
                                valid,
                                suspicious,
                                duplicate,
                                bot,
                                fraud,
                                geoBlocked,
                                inactive,
                                valid,
                                link));
    }

    /// A conversion whose commission is not in the ledger, because only figures are checked.
    private void conversion(
            long link,
            String at,
            String status,
            String amount,
            String refunded,
            String currency,
            String commission) {
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id,
                                             status, amount, currency, commission, commission_currency,
                                             created_at)
                    select advertiser_id, gen_random_uuid(), id, offer_id, promoter_id, '%2$s', %3$s,
                           '%5$s', %6$s, '%5$s', '%1$s'
                      from user_offers where id = %7$d
                    returning advertiser_id, id, promoter_id, commission, commission_currency)
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select advertiser_id, id, promoter_id, commission, commission_currency from made;
                update conversions set refunded_amount = %4$s
                 where link_id = %7$d and amount = %3$s and %4$s > 0
                """
                        .formatted(at, status, amount, refunded, currency, commission, link));
    }
}
