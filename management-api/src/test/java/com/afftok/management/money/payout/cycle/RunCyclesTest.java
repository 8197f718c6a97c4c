package com.afftok.management.money.payout.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.money.BalanceDifferences;
import com.afftok.management.money.Trade;
import com.afftok.shared.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scheduled job may run the same cycles at the same time, which changes nothing.
final class RunCyclesTest {

    private final RunningApi api = RunningApi.shared();
    private final RunCycles cycles = api.part(RunCycles.class);
    private final Trade trade = Trade.in(api);
    private final SignedIn promoter = trade.promoter();
    private final long method = trade.method();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @AfterEach
    void leave_as_found() {
        api.sql("delete from payout_minimums");
        api.sql(
                "update payout_schedules set every = 'none', day = null, method_id = null, next_on = null");
    }

    @ParameterizedTest
    @CsvSource({"USD, 50.05", "JPY, 5005", "KWD, 5.005"})
    void request_all_that_is_available(String currency, String amount) {
        trade.adjust(amount, currency);
        due(trade, method, currency, today);

        cycles.runDue();

        String payouts = promoter.get("/api/payouts?currency=" + currency).body();
        assertThat(payouts)
                .contains("\"amount\":" + amount, "\"status\":\"requested\"")
                .containsOnlyOnce("\"status\":");
        String payout =
                api.text(
                        "select payout_id from payout_cycles where promoter_id = "
                                + promoter.account());
        assertThat(promoter.get("/api/payouts/" + payout).body())
                .contains("\"action\":\"cycle\",\"user_id\":null,\"admin_id\":null");
        assertThat(promoter.get("/api/payouts/schedule").body())
                .contains(
                        "\"next_on\":\"" + new Rhythm.Monthly(15).after(today),
                        "\"last\":{\"due_on\":\"%s\",\"outcome\":\"requested\",\"payout_id\":%s,"
                                .formatted(today, payout));
        assertThat(BalanceDifferences.of(api, promoter.account())).isZero();
    }

    @Test
    void catch_up_once_after_an_outage() {
        trade.adjust("50");
        due(trade, method, "USD", today.minusDays(100));

        cycles.runDue();
        trade.adjust("20");
        cycles.runDue();

        assertThat(promoter.get("/api/payouts").body())
                .contains("\"amount\":50.00")
                .doesNotContain("\"amount\":20.00");
        assertThat(outcomes(trade)).isEqualTo(today.minusDays(100) + " requested");
    }

    @Test
    void say_why_they_did_not_pay_and_try_again_next_time() {
        api.sql(
                "insert into payout_minimums (currency, method, minimum) values ('USD', 'paypal', 60)");
        trade.adjust("50");
        due(trade, method, "USD", today.minusDays(1));
        cycles.runDue();

        assertThat(promoter.get("/api/payouts/schedule").body())
                .contains("\"outcome\":\"below_minimum\",\"payout_id\":null");
        trade.adjust("10");
        due(trade, method, "USD", today);
        cycles.runDue();

        assertThat(outcomes(trade))
                .isEqualTo("%s below_minimum, %s requested".formatted(today.minusDays(1), today));
    }

    @Test
    void pay_no_banned_account_and_to_no_removed_or_new_method() {
        Trade banned = owed();
        api.sql("update accounts set status = 'banned' where id = " + banned.promoter().account());
        Trade removed = owed();
        removed.promoter().delete("/api/payout-methods/" + methodOf(removed));
        Trade fresh = owed();
        api.sql(
                "update payout_methods set usable_from = now() + interval '1 hour' where promoter_id = "
                        + fresh.promoter().account());

        cycles.runDue();

        assertThat(outcomes(banned)).isEqualTo(today + " account_not_active");
        assertThat(outcomes(removed)).isEqualTo(today + " not_a_payout_method");
        assertThat(outcomes(fresh)).isEqualTo(today + " not_usable_yet");
    }

    @Test
    void go_on_after_one_that_fails() {
        Trade broken = owed();
        api.sql(
                "update payout_methods set destination = '\\x00' where promoter_id = "
                        + broken.promoter().account());
        api.sql(
                "update payout_schedules set next_on = next_on - 5 where promoter_id = "
                        + broken.promoter().account());
        Trade whole = owed();

        cycles.runDue();

        assertThat(outcomes(whole)).isEqualTo(today + " requested");
        assertThat(
                        api.sql(
                                "select count(*) from payout_cycles where promoter_id = "
                                        + broken.promoter().account()))
                .isZero();
        assertThat(
                        api.sql(
                                "select count(*) from payout_schedules where retry_at > now() and promoter_id = "
                                        + broken.promoter().account()))
                .isEqualTo(1);
    }

    /// 100 requests for 1 of 60, and runs of the same cycle: whatever the cycle finds, it takes.
    @Test
    void and_requests_at_the_same_time_never_use_a_posting_twice() {
        for (int i = 0; i < 40; i++) {
            trade.adjust("1.50");
        }
        due(trade, method, "USD", today);

        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        List<CompletableFuture<Integer>> runs = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                requests.add(CompletableFuture.supplyAsync(this::patientlyRequested, clients));
                if (i >= 50 && i % 5 == 0) {
                    runs.add(CompletableFuture.supplyAsync(this::patientlyRun, clients));
                }
            }
        }

        assertThat(requests.stream().map(CompletableFuture::join)).isSubsetOf(201, 422);
        assertThat(runs.stream().map(CompletableFuture::join)).containsOnly(1);
        assertThat(promoter.get("/api/balance").body())
                .contains("\"in_payout\":60.00", "\"available\":0.00");
        assertThat(
                        api.sql(
                                "select count(*) from payout_cycles where promoter_id = "
                                        + promoter.account()))
                .isEqualTo(1);
        assertThat(
                        api.sql(
                                """
                                select count(*) from (
                                    select u.payout_id from payout_postings u
                                      join payouts p on p.id = u.payout_id
                                      join ledger_postings l using (advertiser_id, entry_id, line)
                                     where p.promoter_id = %d
                                     group by u.payout_id having sum(l.amount) <> 0) as wrong
                                """
                                        .formatted(promoter.account())))
                .isZero();
    }

    /// Requests a payout of 1 until the answer is not that no connection was free in time.
    private int patientlyRequested() {
        return Eventually.within(
                Duration.ofSeconds(60),
                () ->
                        promoter.post(
                                        "/api/payouts",
                                        "{\"amount\":1,\"currency\":\"USD\",\"method_id\":%d}"
                                                .formatted(method))
                                .statusCode(),
                status -> status != 503);
    }

    /// Runs the cycle until it is done, after the first request.
    private int patientlyRun() {
        Eventually.holds(
                "a payout is requested",
                () ->
                        api.sql(
                                        "select count(*) from payouts where promoter_id = "
                                                + promoter.account())
                                > 0);
        return Eventually.within(
                Duration.ofSeconds(60),
                () -> {
                    cycles.run();
                    return (int)
                            api.sql(
                                    "select count(*) from payout_cycles where promoter_id = "
                                            + promoter.account());
                },
                run -> run > 0);
    }

    /// A promoter with 50 USD and a cycle that is due.
    private Trade owed() {
        Trade owed = Trade.in(api);
        owed.adjust("50");
        due(owed, owed.method(), "USD", today);
        return owed;
    }

    private long methodOf(Trade of) {
        return api.sql(
                "select id from payout_methods where promoter_id = " + of.promoter().account());
    }

    private void due(Trade of, long by, String currency, LocalDate on) {
        SignedIn owner = of.promoter();
        int version =
                (int)
                        api.sql(
                                "select coalesce(max(version), 0) from payout_schedules where promoter_id = %d and currency = '%s'"
                                        .formatted(owner.account(), currency));
        HttpResponse<String> set =
                owner.put(
                        "/api/payouts/schedule",
                        "{\"currency\":\"%s\",\"every\":\"monthly\",\"day\":15,\"method_id\":%d,\"version\":%d}"
                                .formatted(currency, by, version));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        api.sql(
                "update payout_schedules set next_on = '%s' where promoter_id = %d and currency = '%s'"
                        .formatted(on, owner.account(), currency));
    }

    private String outcomes(Trade of) {
        return api.text(
                """
                select string_agg(due_on || ' ' || outcome, ', ' order by due_on)
                  from payout_cycles where promoter_id = %d
                """
                        .formatted(of.promoter().account()));
    }
}
