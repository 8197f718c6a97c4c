package com.afftok.management.money.adjustment;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Adjustments in JPY, of which no other test has a threshold.
final class AdjustmentsTest {

    private static final String ADJUSTMENTS = "/api/admin/adjustments";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final SignedIn other = api.signedIn(Role.FINANCE_ADMIN);
    private final long shop = trade.advertiser().account();
    private final long promoter = trade.promoter().account();

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_thresholds where currency = 'JPY'");
    }

    @Test
    void move_money_between_two_parties() {
        HttpResponse<String> present = adjust("\"promoter_id\":%d,", "platform", "500");
        adjust("\"promoter_id\":%d,", "advertiser", "-200");
        adjust("", "platform", "70");

        assertThat(present.statusCode()).as(present.body()).isEqualTo(201);
        assertThat(present.body())
                .contains("\"status\":\"booked\"", "\"requested_by\":" + finance.id());
        assertThat(balances()).isEqualTo("advertiser 270, platform -570, promoter_available 300");
        assertThat(
                        trade.promoter()
                                .get("/api/ledger?entry_id=" + member(present, "entry_id"))
                                .body())
                .containsOnlyOnce("\"entry_id\"")
                .contains("\"amount\":500,", "\"memo\":\"a bonus\"");
        assertThat(trade.promoter().get("/api/ledger").body())
                .contains("\"amount\":500,", "\"memo\":\"a bonus\"");
        assertThat(trade.advertiser().get("/api/ledger").body())
                .contains("\"amount\":200,", "\"amount\":70,")
                .doesNotContain("\"amount\":500,");
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'adjustment.book' and object_id = '%s'"
                                        .formatted(member(present, "id"))))
                .isEqualTo(1);
    }

    @Test
    void above_the_threshold_wait_for_a_second_person() {
        threshold(1000);
        HttpResponse<String> wanted = adjust("\"promoter_id\":%d,", "platform", "-1001");
        String id = member(wanted, "id");

        assertThat(wanted.body()).contains("\"status\":\"requested\"", "\"entry_id\":null");
        assertThat(balances()).isEmpty();
        assertThat(finance.get(ADJUSTMENTS + "?status=requested&promoter_id=" + promoter).body())
                .contains("\"id\":" + id + ',');
        assertThat(confirm(finance, id).body())
                .contains("STATE_002", "\"code\":\"requested_by_you\"", "\"existing\":{");
        assertThat(confirm(other, id).body())
                .contains("\"status\":\"booked\"", "\"decided_by\":" + other.id())
                .doesNotContain("\"entry_id\":null");
        assertThat(balances()).isEqualTo("platform 1001, promoter_available -1001");
        assertThat(confirm(other, id).body()).contains("STATE_002", "\"code\":\"status_is\"");
        assertThat(refuse(other, id).body()).contains("STATE_002", "\"code\":\"status_is\"");
        assertThat(balances()).isEqualTo("platform 1001, promoter_available -1001");
    }

    @Test
    void in_parts_need_a_second_person_too() {
        threshold(1000);

        assertThat(adjust("", "platform", "600").body()).contains("\"status\":\"booked\"");
        assertThat(adjust("", "platform", "401").body()).contains("\"status\":\"requested\"");
        assertThat(adjust("", "platform", "400").body()).contains("\"status\":\"booked\"");
    }

    @Test
    void in_parts_at_the_same_time_need_a_second_person_too() {
        threshold(1000);

        IntStream.range(0, 10)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> adjust("", "platform", "300")))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(balances()).isEqualTo("advertiser 900, platform -900");
    }

    @Test
    void that_are_confirmed_at_the_same_time_are_booked_once() {
        threshold(0);
        String id = member(adjust("", "platform", "300"), "id");

        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 10)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> i % 2 == 0 ? confirm(other, id) : refuse(other, id)))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(200, 409)
                .containsOnlyOnce(200);
    }

    @Test
    void that_are_refused_book_nothing() {
        threshold(0);
        String id = member(adjust("", "platform", "300"), "id");

        assertThat(refuse(finance, id).body())
                .contains("\"status\":\"refused\"", "\"refusal_reason\":\"a mistake\"");
        assertThat(confirm(other, id).statusCode()).isEqualTo(409);
        assertThat(balances()).isEmpty();
        assertThat(confirm(other, "999999999").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | 0 | moves_nothing",
                "amount | 1.5 | more_decimals",
                "amount | -1.5 | more_decimals",
                "amount | -1000000001 | too_large",
                "payer | \"bank\" | not_one_of",
                "reason | \"\" | wrong_length",
                "promoter_id | null | needs_other",
                "promoter_id | 999999999 | not_of_kind",
                "advertiser_id | 999999999 | not_of_kind"
            })
    void that_are_wrong_book_nothing(String field, String value, String code) {
        String json = json("\"promoter_id\":%d,", "advertiser", "5");
        String wrong =
                json.replaceFirst(
                        "\"" + field + "\":(\"[^\"]*\"|[^,}]*)", "\"" + field + "\":" + value);

        HttpResponse<String> answer = finance.post(ADJUSTMENTS, wrong);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("VALID_001", "\"field\":\"" + field + '"', "\"code\":\"" + code + '"');
        assertThat(balances()).isEmpty();
    }

    private void threshold(int amount) {
        api.sql(
                "insert into payout_thresholds (currency, amount) values ('JPY', %d)"
                        .formatted(amount));
    }

    private HttpResponse<String> adjust(String to, String payer, String amount) {
        return finance.post(ADJUSTMENTS, json(to, payer, amount));
    }

    private String json(String to, String payer, String amount) {
        return ("{\"advertiser_id\":%d," + to.formatted(promoter)).formatted(shop)
                + "\"payer\":\"%s\",\"amount\":%s,\"currency\":\"JPY\",\"reason\":\"a bonus\"}"
                        .formatted(payer, amount);
    }

    private HttpResponse<String> confirm(SignedIn who, String id) {
        return who.post(ADJUSTMENTS + '/' + id + "/confirm", "");
    }

    private HttpResponse<String> refuse(SignedIn who, String id) {
        return who.post(ADJUSTMENTS + '/' + id + "/refuse", "{\"reason\":\"a mistake\"}");
    }

    /// Sums of the postings in the books of the advertiser.
    private String balances() {
        return api.text(
                """
                select coalesce(string_agg(account || ' ' || sum, ', ' order by account), '')
                  from (select account, trim_scale(sum(amount)) as sum from ledger_postings
                         where advertiser_id = %d group by account) as s
                """
                        .formatted(shop));
    }
}
