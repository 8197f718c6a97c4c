package com.afftok.management.money.bonus;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.money.Trade;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What bounds the bonuses that a person gives. Nothing else has a threshold in BHD.
final class BonusBoundsTest {

    private final RunningApi api = RunningApi.shared();
    private final Trade trade = Trade.in(api);
    private final SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
    private final long shop = trade.advertiser().account();

    @AfterEach
    void forgetTheThreshold() {
        api.sql("delete from payout_thresholds where currency = 'BHD'");
    }

    @Test
    void are_the_rest_of_a_prepayment() {
        bill("prepaid", "0");
        assertThat(give("0.01", "USD").body())
                .contains("STATE_002", "above_remaining", "\"remaining\":0.00");
        pay("10");

        HttpResponse<String> more = give("10.01", "USD");

        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body())
                .contains(
                        "\"field\":\"amount\",\"code\":\"above_remaining\"",
                        "\"remaining\":10.00",
                        "\"currency\":\"USD\"");
        assertThat(count()).isZero();
        assertThat(give("10", "USD").statusCode()).isEqualTo(201);
        assertThat(give("0.01", "USD").body()).contains("\"remaining\":0.00");
    }

    @Test
    void are_the_rest_of_a_credit_in_its_currency() {
        offerIn("BHD");
        trade.sale("approved");
        bill("credit", "8");

        assertThat(give("2.51", "USD").body()).contains("above_remaining", "\"remaining\":2.50");
        assertThat(give("2.5", "USD").statusCode()).isEqualTo(201);
        assertThat(give("9", "BHD").statusCode()).isEqualTo(201);
    }

    @Test
    void hold_for_bonuses_that_are_given_at_the_same_time() throws Exception {
        bill("prepaid", "0");
        pay("10");

        List<Integer> answers;
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<Integer>> given =
                    IntStream.range(0, 8)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> give("4", "USD").statusCode(), pool))
                            .toList();
            answers = given.stream().map(CompletableFuture::join).sorted().toList();
        }

        assertThat(answers).containsExactly(201, 201, 409, 409, 409, 409, 409, 409);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void are_the_threshold_of_payouts_for_a_day_together() {
        offerIn("BHD");
        api.sql("insert into payout_thresholds (currency, amount) values ('BHD', 30)");
        assertThat(give("20", "BHD").statusCode()).isEqualTo(201);

        HttpResponse<String> more = give("10.001", "BHD");

        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body())
                .contains(
                        "STATE_002",
                        "\"field\":\"amount\",\"code\":\"above_threshold\"",
                        "\"max\":30.000",
                        "larger ones are adjustments by the platform");
        assertThat(give("31", "USD").statusCode()).isEqualTo(201);
        assertThat(give("10", "BHD").statusCode()).isEqualTo(201);
        setBackADay();
        assertThat(give("30", "BHD").statusCode()).isEqualTo(201);
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void need_an_offer_in_the_currency() {
        HttpResponse<String> answer = give("5", "EUR");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"currency\",\"code\":\"not_of_your_offers\"");
        assertThat(count()).isZero();
    }

    private void setBackADay() {
        api.sql(
                "set local session_replication_role = replica;"
                        + " update bonuses set created_at = created_at - interval '25 hours' where advertiser_id = "
                        + shop);
    }

    private void offerIn(String currency) {
        api.sql(
                """
                insert into offers (advertiser_id, title, destination_url, payout, currency, status)
                values (%d, 'Shop', 'https://shop.example.com/', 5, '%s', 'active')
                """
                        .formatted(shop, currency));
    }

    private void bill(String mode, String limit) {
        assertThat(
                        finance.put(
                                        "/api/admin/advertisers/%d/terms".formatted(shop),
                                        "{\"billing\":[{\"currency\":\"USD\",\"mode\":\"%s\",\"credit_limit\":%s}],\"version\":0}"
                                                .formatted(mode, limit))
                                .statusCode())
                .isEqualTo(200);
    }

    private void pay(String amount) {
        assertThat(
                        finance.post(
                                        "/api/admin/advertiser-payments",
                                        "{\"account_id\":%d,\"amount\":%s,\"currency\":\"USD\",\"reference\":\"TT-1\",\"received_at\":\"2026-01-31T12:00:00Z\"}"
                                                .formatted(shop, amount))
                                .statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> give(String amount, String currency) {
        return trade.advertiser()
                .post(
                        "/api/bonuses",
                        "{\"promoter_id\":%d,\"amount\":%s,\"currency\":\"%s\",\"reason\":\"For the launch\"}"
                                .formatted(trade.promoter().account(), amount, currency));
    }

    private long count() {
        return api.sql(
                "select count(*) from bonuses where promoter_id = " + trade.promoter().account());
    }
}
