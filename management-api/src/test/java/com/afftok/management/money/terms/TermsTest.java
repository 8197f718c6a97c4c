package com.afftok.management.money.terms;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Terms of an advertiser whose offer pays 5 USD.
final class TermsTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final String path =
            "/api/admin/advertisers/%d/terms".formatted(trade.advertiser().account());

    @Test
    void have_versions_that_the_advertiser_reads() {
        assertThat(finance.get(path).body())
                .contains("\"fee_percent\":0,\"fee_source\":\"platform\",\"billing\":[]")
                .contains("\"version\":0,\"versions\":[]");

        HttpResponse<String> first = set("\"fee_percent\":20,\"billing\":[],\"version\":0");
        HttpResponse<String> second =
                set(
                        "\"fee_percent\":12.5,\"version\":1,\"billing\":[{\"currency\":\"USD\",\"mode\":\"credit\",\"credit_limit\":500}]");

        assertThat(first.body()).contains("\"fee_percent\":20,\"fee_source\":\"advertiser\"");
        assertThat(second.body())
                .contains(
                        "\"fee_percent\":12.5,",
                        "\"billing\":[{\"currency\":\"USD\",\"mode\":\"credit\",\"credit_limit\":500.00}],\"version\":2",
                        "\"recorded_by\":" + finance.id());
        assertThat(trade.advertiser().get("/api/advertiser/terms").body())
                .contains("\"fee_percent\":12.5,", "\"version\":1,\"fee_percent\":20,")
                .doesNotContain("\"recorded_by\":" + finance.id());
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'advertiser.terms' and object_id = '%d'"
                                        .formatted(trade.advertiser().account())))
                .isEqualTo(2);
    }

    @Test
    void that_begin_later_change_nothing_before() {
        HttpResponse<String> answer =
                set(
                        "\"fee_percent\":30,\"billing\":[],\"version\":0,\"effective_from\":\"2190-01-01T00:00:00Z\"");

        assertThat(answer.body())
                .contains("\"fee_percent\":0,\"fee_source\":\"platform\"")
                .contains("\"version\":1,\"fee_percent\":30,");
    }

    @Test
    void charge_the_fee_with_each_sale_and_keep_it() {
        set("\"fee_percent\":20,\"billing\":[],\"version\":0");
        SignedIn shop =
                SignedIn.member(
                        api, Role.ADVERTISER, trade.advertiser().account(), MemberRole.MANAGER);

        HttpResponse<String> answer =
                shop.post(
                        "/api/conversions",
                        """
                        {"link_id":%d,"transaction_id":"order-1","amount":100,"currency":"USD","status":"approved",
                         "proof":"invoice 7"}
                        """
                                .formatted(trade.offer().link()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body())
                .contains(
                        "\"fee\":{\"percent\":\"20\",\"of\":{\"amount\":\"5.00\",\"currency\":\"USD\"},\"rounding\":\"half_even\",\"fee\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}");
        String id = RunningApi.member(answer, "id");
        assertThat(trade.promoter().get("/api/conversions/" + id).body()).contains("\"fee\":null");
        long before = platform();
        set("\"fee_percent\":50,\"billing\":[],\"version\":1");
        HttpResponse<String> half =
                finance.post(
                        "/api/conversions/%s/reverse".formatted(id),
                        "{\"reason\":\"sent back\",\"amount\":50}");
        assertThat(half.statusCode()).as(half.body()).isEqualTo(200);

        assertThat(before).isEqualTo(100);
        assertThat(platform()).isEqualTo(50);
        finance.post("/api/conversions/%s/reverse".formatted(id), "{\"reason\":\"all sent back\"}");
        assertThat(platform()).isZero();
        assertThat(trade.offer().balance("advertiser", trade.advertiser().account())).isZero();
    }

    @Test
    void show_the_fee_of_an_imagined_sale_to_those_who_pay_it() {
        set("\"fee_percent\":20,\"billing\":[],\"version\":0");
        String sale =
                "{\"offer_id\":%d,\"promoter_id\":%d,\"amount\":100}"
                        .formatted(trade.offer().offer(), trade.promoter().account());

        assertThat(trade.advertiser().post("/api/commissions/simulate", sale).body())
                .contains("\"fee\":{\"percent\":\"20\"", "\"amount\":\"1.00\"");
        assertThat(trade.promoter().post("/api/commissions/simulate", sale).body())
                .contains("\"fee\":null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fee_percent\":101,\"billing\":[],\"version\":0 | fee_percent | not_a_percentage",
                "\"billing\":[],\"version\":0,\"effective_from\":\"2020-01-01T00:00:00Z\" | effective_from | in_past",
                "\"billing\":[] | version | required",
                "\"version\":0 | billing | required",
                "\"billing\":[],\"version\":0,\"fee\":1 | fee | unknown_member",
                "\"version\":0,\"billing\":[{\"currency\":\"XXQ\",\"mode\":\"prepaid\"}] | billing[0].currency | not_a_currency",
                "\"version\":0,\"billing\":[{\"currency\":\"USD\",\"mode\":\"credit\"}] | billing[0].credit_limit | required",
                "\"version\":0,\"billing\":[{\"currency\":\"USD\",\"mode\":\"credit\",\"credit_limit\":1.001}] | billing[0].credit_limit | not_an_amount",
                "\"version\":0,\"billing\":[{\"currency\":\"USD\",\"mode\":\"prepaid\",\"credit_limit\":1}] | billing[0].credit_limit | not_with",
                "\"version\":0,\"billing\":[{\"currency\":\"USD\",\"mode\":\"prepaid\"},{\"currency\":\"USD\",\"mode\":\"prepaid\"}] | billing[1].currency | repeated"
            })
    void that_are_wrong_are_refused(String json, String field, String code) {
        HttpResponse<String> answer = set(json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("VALID_001", field, "\"code\":\"" + code + '"');
        assertThat(finance.get(path).body()).contains("\"version\":0,\"versions\":[]");
    }

    @Test
    void change_only_where_they_were_read_and_exist() {
        set("\"fee_percent\":20,\"billing\":[],\"version\":0");

        assertThat(set("\"fee_percent\":30,\"billing\":[],\"version\":0").body())
                .contains("STATE_001");
        assertThat(
                        finance.put(
                                        "/api/admin/advertisers/%d/terms"
                                                .formatted(trade.promoter().account()),
                                        "{\"billing\":[],\"version\":0}")
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void without_a_fee_have_that_of_the_platform() {
        SignedIn boss = api.signedIn(Role.SUPER_ADMIN);
        String fee = "/api/admin/platform-fee";
        String version =
                "%d".formatted(api.sql("select coalesce(max(version), 0) from platform_fees"));

        assertThat(boss.put(fee, "{\"percent\":15,\"version\":" + version + '}').body())
                .contains("\"percent\":15,\"versions\":[{");
        assertThat(boss.put(fee, "{\"percent\":15,\"version\":" + version + '}').body())
                .contains("STATE_001");
        assertThat(finance.get(path).body())
                .contains("\"fee_percent\":15,\"fee_source\":\"platform\"");
        assertThat(finance.put(fee, "{\"percent\":1,\"version\":1}").statusCode()).isEqualTo(403);
        String next = "%d".formatted(Long.parseLong(version) + 1);
        assertThat(boss.put(fee, "{\"percent\":0,\"version\":" + next + '}').body())
                .contains("\"percent\":0,");
    }

    /// What the platform has from the sales of the advertiser, in cents.
    private long platform() {
        return api.sql(
                """
                select coalesce(sum(amount) * 100, 0)::bigint from ledger_postings
                 where account = 'platform' and advertiser_id = %d
                """
                        .formatted(trade.advertiser().account()));
    }

    private HttpResponse<String> set(String json) {
        return finance.put(path, '{' + json + '}');
    }
}
