package com.afftok.management.money.earning;

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

final class CommissionsTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);

    @Test
    void show_promoters_their_sales_and_recruiters_their_level() {
        long sale = trade.sale("approved");

        assertThat(trade.promoter().get("/api/commissions").body())
                .containsOnlyOnce("\"conversion_id\"")
                .contains(
                        "\"conversion_id\":%d,\"level\":0,\"promoter_id\":%d,\"sold_by\":%2$d"
                                .formatted(sale, trade.promoter().account()),
                        "\"status\":\"approved\",\"amount\":5.00,\"reversed_amount\":0.00");
        assertThat(trade.recruiter().get("/api/commissions").body())
                .containsOnlyOnce("\"conversion_id\"")
                .contains(
                        "\"level\":1,\"promoter_id\":%d,\"sold_by\":%d"
                                .formatted(trade.recruiter().account(), trade.promoter().account()),
                        "\"amount\":0.50");
        assertThat(trade.advertiser().get("/api/commissions").body())
                .contains("\"level\":0", "\"level\":1");
    }

    @Test
    void of_a_conversion_are_explained_to_who_earns_them() {
        long sale = trade.sale("approved");
        String of = "/api/commissions/" + sale;

        assertThat(trade.promoter().get(of).body())
                .containsOnlyOnce("\"explanation\":{")
                .contains("\"level\":0");
        assertThat(trade.recruiter().get(of).body())
                .containsOnlyOnce("\"explanation\":{")
                .contains("\"level\":1");
        assertThat(finance.get(of).body()).contains("\"level\":0", "\"level\":1");
        assertThat(api.signedIn(Role.PROMOTER).get(of).statusCode()).isEqualTo(404);
        assertThat(api.signedIn(Role.ADVERTISER).get(of).statusCode()).isEqualTo(404);
    }

    @Test
    void say_what_was_taken_back() {
        long sale = trade.sale("approved");
        long rejected = trade.sale("pending");
        finance.post(
                "/api/conversions/%d/reverse".formatted(sale), "{\"reason\":\"x\",\"amount\":40}");
        finance.post("/api/conversions/%d/reject".formatted(rejected), "{\"reason\":\"x\"}");

        assertThat(trade.promoter().get("/api/commissions?status=approved").body())
                .contains("\"reversed_amount\":2.00");
        assertThat(trade.promoter().get("/api/commissions?status=rejected").body())
                .contains("\"conversion_id\":" + rejected, "\"reversed_amount\":5.00");
    }

    @ParameterizedTest
    @CsvSource({
        "level=0, 2",
        "level=1, 0",
        "status=pending, 1",
        "currency=USD, 2",
        "currency=EUR, 0",
        "to=2020-01-01T00:00:00Z, 0",
        "offer_id=999999999, 0"
    })
    void are_filtered(String filter, int expected) {
        trade.sale("approved");
        trade.sale("pending");

        assertThat(
                        trade.promoter()
                                .get("/api/commissions?" + filter)
                                .body()
                                .split("\"conversion_id\"", -1))
                .hasSize(expected + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "level=4, level, out_of_range",
        "level=x, level, not_a_whole_number",
        "currency=Dollar, currency, not_a_currency",
        "status=paid, status, not_one_of",
        "cursor=abc, cursor, not_a_cursor"
    })
    void refuse_wrong_filters(String filter, String field, String problem) {
        assertThat(trade.promoter().get("/api/commissions?" + filter).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @Test
    void are_read_page_by_page() {
        trade.sale("approved");
        trade.sale("approved");

        HttpResponse<String> first = trade.promoter().get("/api/commissions?limit=1");
        HttpResponse<String> second =
                trade.promoter()
                        .get("/api/commissions?limit=1&cursor=" + member(first, "next_cursor"));

        assertThat(member(second, "next_cursor")).isEqualTo("null");
        assertThat(member(first, "conversion_id")).isNotEqualTo(member(second, "conversion_id"));
    }

    @Test
    void of_all_promoters_at_once_are_not_listed() {
        trade.sale("approved");

        assertThat(finance.get("/api/commissions").body())
                .contains("VALID_001", "\"field\":\"promoter_id\"", "required");
        assertThat(finance.get("/api/commissions?promoter_id=" + trade.promoter().account()).body())
                .containsOnlyOnce("\"conversion_id\"");
    }

    @Test
    void of_recruits_are_summed_by_recruit_without_names() {
        long sale = trade.sale("approved");
        trade.sale("pending");
        finance.post(
                "/api/conversions/%d/reverse".formatted(sale), "{\"reason\":\"x\",\"amount\":20}");
        long second = recruit(trade.promoter().account());
        long third = recruit(second);
        recruit(third);

        String referrals = trade.recruiter().get("/api/referrals").body();

        assertThat(referrals)
                .containsSubsequence(
                        "\"promoter_id\":%d,\"level\":3".formatted(third),
                        "\"promoter_id\":%d,\"level\":2".formatted(second),
                        "\"promoter_id\":%d,\"level\":1".formatted(trade.promoter().account()),
                        "\"earned\":[{\"currency\":\"USD\",\"pending\":0.50,\"approved\":0.40}]")
                .doesNotContain("@", "Somebody");
        assertThat(referrals.split("\"promoter_id\"", -1)).hasSize(4);
        assertThat(trade.advertiser().get("/api/referrals").statusCode()).isEqualTo(403);
    }

    private long recruit(long recruiter) {
        return api.sql(
                "insert into accounts (kind, country, recruiter_id) values ('promoter', 'SA', %d) returning id"
                        .formatted(recruiter));
    }
}
