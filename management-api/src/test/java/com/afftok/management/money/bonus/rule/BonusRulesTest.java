package com.afftok.management.money.bonus.rule;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that award bonuses. Each sale is of 100 USD.
final class BonusRulesTest {

    private static final String RULES = "/api/bonus-rules";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final AwardBonuses award = api.part(AwardBonuses.class);

    @Test
    void award_once_a_month_when_enough_is_approved() {
        HttpResponse<String> rule = make("\"min_sales\":3");
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
        trade.sale("approved");
        trade.sale("approved");
        long third = trade.sale("pending");

        award.run();
        assertThat(count()).isZero();
        approve(third);
        award.run();
        award.run();

        assertThat(count()).isEqualTo(1);
        String bonuses = trade.promoter().get("/api/bonuses?rule_id=" + member(rule, "id")).body();
        assertThat(bonuses)
                .contains(
                        "\"amount\":20.00,\"currency\":\"USD\",\"reason\":\"Three, "
                                + month()
                                + "\"",
                        "\"month\":\"" + month() + "\",\"sales\":3,\"revenue\":300.00");
        assertThat(trade.promoter().get("/api/balance").body()).contains("\"available\":35.00");
        assertThat(trade.promoter().get("/api/ledger?kind=bonus").body())
                .contains("\"amount\":20.00", "\"account\":\"promoter_available\"");
    }

    @Test
    void award_by_revenue_less_refunds() {
        HttpResponse<String> rule = make("\"min_revenue\":200");
        assertThat(rule.statusCode()).as(rule.body()).isEqualTo(201);
        trade.sale("approved");
        long second = trade.sale("approved");
        HttpResponse<String> refund =
                api.signedIn(Role.FINANCE_ADMIN)
                        .post(
                                "/api/conversions/%d/reverse".formatted(second),
                                "{\"reason\":\"sent back\",\"amount\":0.01}");
        assertThat(refund.statusCode()).as(refund.body()).isEqualTo(200);

        award.run();
        assertThat(count()).isZero();
        trade.sale("approved");
        award.run();

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void leave_a_bonus_whose_sales_are_reversed_afterwards() {
        make("\"min_sales\":1");
        long sale = trade.sale("approved");
        award.run();

        HttpResponse<String> refund =
                api.signedIn(Role.FINANCE_ADMIN)
                        .post(
                                "/api/conversions/%d/reverse".formatted(sale),
                                "{\"reason\":\"sent back\"}");
        assertThat(refund.statusCode()).as(refund.body()).isEqualTo(200);
        award.run();

        assertThat(count()).isEqualTo(1);
        assertThat(trade.promoter().get("/api/balance").body()).contains("\"available\":20.00");
    }

    @Test
    void award_once_by_many_instances_at_once() throws Exception {
        make("\"min_sales\":1");
        trade.sale("approved");

        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            CompletableFuture.allOf(
                            IntStream.range(0, 16)
                                    .mapToObj(_ -> CompletableFuture.runAsync(award::run, pool))
                                    .toArray(CompletableFuture[]::new))
                    .get();
        }

        assertThat(count()).isEqualTo(1);
        assertThat(trade.promoter().get("/api/balance").body()).contains("\"available\":25.00");
    }

    /// The booking fails after the award was inserted.
    @Test
    void award_and_book_both_or_neither() {
        make("\"min_sales\":1");
        trade.sale("approved");
        api.sql(
                """
                create function fail_bonus() returns trigger language plpgsql as $$
                begin
                    raise exception 'out of order' using errcode = 'check_violation';
                end
                $$;
                create trigger fail_bonus before insert on ledger_entries
                    for each row when (new.advertiser_id = %d and new.kind = 'bonus') execute function fail_bonus()
                """
                        .formatted(trade.advertiser().account()));
        try {
            award.run();
            assertThat(count()).isZero();
        } finally {
            api.sql("drop trigger fail_bonus on ledger_entries; drop function fail_bonus()");
        }

        award.run();

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void end_with_a_month_and_keep_their_terms() {
        HttpResponse<String> rule = make("\"min_sales\":1");
        String path = RULES + "/" + member(rule, "id");

        assertThat(trade.advertiser().post(path + "/end", "{\"version\":3}").body())
                .contains("STATE_001", "\"existing\":{");
        assertThat(
                        trade.advertiser()
                                .post(path + "/end", "{\"version\":0,\"last_month\":\"2025-01\"}")
                                .body())
                .contains("\"field\":\"last_month\",\"code\":\"in_past\"");
        assertThat(trade.advertiser().post(path + "/end", "{\"version\":0}").body())
                .contains("\"last_month\":\"" + month() + "\"", "\"version\":1");
        trade.sale("approved");
        award.run();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void that_end_are_not_prolonged() {
        YearMonth next = month().plusMonths(1);
        HttpResponse<String> rule = make("\"min_sales\":1,\"last_month\":\"" + next + "\"");
        String path = RULES + "/" + member(rule, "id") + "/end";

        assertThat(end(path, 0, next.plusMonths(1)))
                .contains(
                        "\"field\":\"last_month\",\"code\":\"not_prolonged\"",
                        "\"month\":\"" + next + "\"");
        assertThat(end(path, 0, month())).contains("\"last_month\":\"" + month() + "\"");
        assertThat(end(path, 1, next)).contains("not_prolonged");
        assertThat(end(path, 1, month())).contains("\"version\":2");
    }

    private String end(String path, int version, YearMonth last) {
        return trade.advertiser()
                .post(path, "{\"version\":%d,\"last_month\":\"%s\"}".formatted(version, last))
                .body();
    }

    @Test
    void are_seen_by_promoters_of_the_offer() {
        String path = RULES + "/" + member(make("\"min_sales\":1"), "id");

        assertThat(trade.promoter().get(path).body()).contains("\"min_sales\":1");
        assertThat(trade.promoter().get(RULES).body()).contains("\"name\":\"Three\"");
        assertThat(trade.recruiter().get(path).statusCode()).isEqualTo(404);
        assertThat(trade.recruiter().get(RULES).body()).contains("\"bonus_rules\":[]");
        assertThat(api.signedIn(Role.ADVERTISER).get(path).statusCode()).isEqualTo(404);
        assertThat(trade.promoter().post(path + "/end", "{\"version\":0}").statusCode())
                .isEqualTo(403);
        SignedIn finance =
                SignedIn.member(
                        api, Role.ADVERTISER, trade.advertiser().account(), MemberRole.FINANCE);
        assertThat(finance.post(path + "/end", "{\"version\":0}").statusCode()).isEqualTo(403);
    }

    @Test
    void of_an_offer_are_bounded() {
        for (int i = 0; i < SaveBonusRule.MOST_RULES; i++) {
            assertThat(make("\"min_sales\":1").statusCode()).isEqualTo(201);
        }

        assertThat(make("\"min_sales\":1").body()).contains("STATE_002", "too_many_bonus_rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"min_sales\":0 | min_sales | out_of_range",
                "\"min_sales\":1,\"min_revenue\":1 | min_sales | not_exactly_one",
                "\"priority\":1 | priority | unknown_member",
                "\"min_revenue\":0 | min_revenue | not_positive",
                "\"min_revenue\":1.001 | min_revenue | not_an_amount",
                "\"min_sales\":1,\"first_month\":\"2025-01\" | first_month | in_past",
                "\"min_sales\":1,\"first_month\":\"2025-13\" | first_month | not_a_month",
                "\"min_sales\":1,\"last_month\":\"2025-01\" | last_month | in_past",
                "\"min_sales\":1,\"first_month\":\"2150-02\",\"last_month\":\"2150-01\" | last_month | before_other",
            })
    void that_are_wrong_are_not_created(String members, String field, String problem) {
        HttpResponse<String> answer = make(members);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\",\"code\":\"" + problem);
    }

    @Test
    void names_show_all_their_characters() {
        HttpResponse<String> answer =
                trade.advertiser()
                        .post(
                                RULES,
                                "{\"offer_id\":%d,\"name\":\"a\\u202eb\",\"amount\":20,\"currency\":\"USD\",\"min_sales\":1}"
                                        .formatted(trade.offer().offer()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"name\",\"code\":\"wrong_characters\"");
    }

    private HttpResponse<String> make(String members) {
        return trade.advertiser()
                .post(
                        RULES,
                        "{\"offer_id\":%d,\"name\":\"Three\",\"amount\":20,\"currency\":\"USD\",%s}"
                                .formatted(trade.offer().offer(), members));
    }

    private void approve(long sale) {
        HttpResponse<String> answer =
                trade.advertiser().post("/api/conversions/%d/approve".formatted(sale), "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static YearMonth month() {
        return YearMonth.now(ZoneOffset.UTC);
    }

    private long count() {
        return api.sql(
                "select count(*) from bonuses where promoter_id = " + trade.promoter().account());
    }
}
