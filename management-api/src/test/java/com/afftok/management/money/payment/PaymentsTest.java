package com.afftok.management.money.payment;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaymentsTest {

    private static final String PAYMENTS = "/api/admin/advertiser-payments";

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final long shop = trade.advertiser().account();

    @Test
    void are_seen_in_the_books_of_the_advertiser() {
        trade.sale("approved");

        HttpResponse<String> answer = pay("TT-1", "30");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"amount\":30.00", "\"recorded_by\":" + finance.id())
                .contains("\"reversed_at\":null");
        assertThat(trade.advertiser().get("/api/advertiser/account").body())
                .contains(
                        "\"currency\":\"USD\",\"owed\":0.00,\"prepaid\":24.50,\"paid\":30.00,\"pending_charges\":0.00,\"billing\":\"postpaid\",\"credit_limit\":null,\"remaining\":null,\"stopped\":false");
        assertThat(trade.advertiser().get("/api/ledger?kind=advertiser_payment").body())
                .contains("\"amount\":30.00", "\"memo\":\"TT-1\"");
        assertThat(
                        trade.advertiser()
                                .get("/api/ledger?entry_id=" + member(answer, "entry_id"))
                                .body())
                .containsOnlyOnce("\"entry_id\"")
                .contains("\"amount\":30.00", "\"memo\":\"TT-1\"");
        assertThat(audited("advertiser_payment.record", member(answer, "id"))).isEqualTo(1);
    }

    @Test
    void with_the_same_reference_are_one() {
        String first = member(pay("TT-2", "30"), "id");

        HttpResponse<String> second = pay("TT-2", "31");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .contains("STATE_002", "\"code\":\"taken\"", "\"existing\":{\"id\":" + first);
        assertThat(balance()).isEqualTo(3000);
    }

    @Test
    void that_arrive_at_the_same_time_are_one() {
        List<CompletableFuture<HttpResponse<String>>> answers =
                IntStream.range(0, 20)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> pay("TT-3", "30")))
                        .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()))
                .containsOnly(201, 409)
                .containsOnlyOnce(201);
        assertThat(balance()).isEqualTo(3000);
    }

    @Test
    void are_sent_again_with_an_idempotency_key() {
        HttpResponse<String> first = payOnce("TT-4");
        HttpResponse<String> again = payOnce("TT-4");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(balance()).isEqualTo(3000);
    }

    @Test
    void that_were_wrong_are_taken_back_once_and_recorded_again() {
        String id = member(pay("TT-5", "30"), "id");
        String reversal = PAYMENTS + '/' + id + "/reverse";

        HttpResponse<String> answer = finance.post(reversal, "{\"reason\":\"of another shop\"}");
        HttpResponse<String> again = finance.post(reversal, "{\"reason\":\"of another shop\"}");

        assertThat(answer.body()).contains("\"reversal_reason\":\"of another shop\"");
        assertThat(again.body()).contains("STATE_002", "\"code\":\"status_is\"", "\"existing\":{");
        assertThat(balance()).isZero();
        assertThat(trade.advertiser().get("/api/ledger").body())
                .contains("\"amount\":-30.00", "\"memo\":\"of another shop\"")
                .doesNotContain("\"reverses_id\":null,\"memo\":\"of another shop\"");
        assertThat(trade.advertiser().get("/api/advertiser/account").body())
                .contains("\"paid\":0.00");
        assertThat(pay("TT-5", "20").statusCode()).isEqualTo(201);
        assertThat(balance()).isEqualTo(2000);
        assertThat(finance.post(PAYMENTS + "/999999999/reverse", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void are_listed_by_filters_page_by_page() {
        String first = member(pay("TT-6", "1"), "id");
        String second = member(pay("TT-7", "2"), "id");
        finance.post(PAYMENTS + '/' + first + "/reverse", "{\"reason\":\"wrong\"}");
        String of = PAYMENTS + "?account_id=" + shop;

        HttpResponse<String> page = finance.get(of + "&limit=1");

        assertThat(page.body()).contains("\"id\":" + second + ',');
        assertThat(finance.get(of + "&limit=1&cursor=" + member(page, "next_cursor")).body())
                .contains("\"id\":" + first + ',', "\"next_cursor\":null");
        assertThat(finance.get(of + "&reversed=true").body())
                .contains("\"id\":" + first + ',')
                .doesNotContain("\"id\":" + second + ',');
        assertThat(finance.get(of + "&reference=TT-7&currency=USD").body())
                .contains("\"id\":" + second + ',')
                .doesNotContain("\"id\":" + first + ',');
        assertThat(finance.get(of + "&currency=EUR").body()).contains("\"payments\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount | 0 | not_positive",
                "amount | -5 | not_positive",
                "amount | 1.001 | not_an_amount",
                "amount | 1000000001 | too_large",
                "currency | \"usd\" | not_a_currency",
                "reference | \" \" | blank",
                "received_at | \"2190-01-01T00:00:00Z\" | in_future",
                "account_id | 999999999 | not_of_kind",
                "more | 1 | unknown_member"
            })
    void that_are_wrong_book_nothing(String field, String value, String code) {
        String json = json("TT-8", "30");
        String pattern = "\"" + field + "\":(\"[^\"]*\"|[^,}]*)";
        String wrong =
                field.equals("more")
                        ? json.replace("}", ",\"more\":1}")
                        : json.replaceFirst(pattern, "\"" + field + "\":" + value);

        HttpResponse<String> answer = finance.post(PAYMENTS, wrong);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("VALID_001", "\"field\":\"" + field + '"', "\"code\":\"" + code + '"');
        assertThat(balance()).isZero();
    }

    private HttpResponse<String> pay(String reference, String amount) {
        return finance.post(PAYMENTS, json(reference, amount));
    }

    private HttpResponse<String> payOnce(String reference) {
        return api.send(
                finance.request(PAYMENTS)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "payment " + shop)
                        .POST(BodyPublishers.ofString(json(reference, "30"))));
    }

    private String json(String reference, String amount) {
        return "{\"account_id\":%d,\"amount\":%s,\"currency\":\"USD\",\"reference\":\"%s\",\"received_at\":\"2026-01-31T12:00:00Z\"}"
                .formatted(shop, amount, reference);
    }

    private long balance() {
        return trade.offer().balance("advertiser", shop);
    }

    private long audited(String action, String id) {
        return api.sql(
                "select count(*) from audit_log where action = '%s' and object_id = '%s'"
                        .formatted(action, id));
    }
}
