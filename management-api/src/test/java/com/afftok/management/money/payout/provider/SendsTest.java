package com.afftok.management.money.payout.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.payout.Payable;
import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.method.Destination;
import com.afftok.shared.Eventually;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SendsTest {

    private static final String SENDS = "/api/admin/payout-sends";

    private final RunningApi api = RunningApi.shared();
    private final Payable payable = Payable.in(api);

    @BeforeEach
    void enable() {
        api.sql(
                "insert into settings (name, value) values ('payouts.sandbox', 'true') on conflict (name) do update set value = 'true'");
    }

    @AfterEach
    void leave_as_found() {
        api.sql("delete from settings where name = 'payouts.sandbox'");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Layla, completed, 1, 1",
                "sandbox refuse, failed, 1, 0",
                "sandbox timeout, completed, 2, 1",
                "sandbox accept then fail, failed, 2, 0",
                "sandbox twice, completed, 1, 1",
                "sandbox crash, completed, 2, 1"
            })
    void end_as_the_provider_says(String holder, String status, int requests, int payments) {
        long payout = approved(holder);

        assertThat(send(payout, "sandbox").statusCode()).isEqualTo(202);
        await(payout, requests);

        assertThat(payable.status(payout)).isEqualTo(status);
        assertThat(text(payout, "status || ' ' || asked")).isEqualTo("ended " + requests);
        assertThat(sandbox().payments(new PayoutId(payout))).isEqualTo(payments);
        assertThat(
                        api.sql(
                                "select count(*) from ledger_entries where kind in ('payout_completion', 'payout_failure') and payout_id = "
                                        + payout))
                .isEqualTo(1);
        assertThat(payable.finance().get("/api/admin/payouts/" + payout).body())
                .contains("\"action\":\"send\"", "\"reason\":\"sandbox\"");
    }

    /// After each commit, and between request and answer.
    @ParameterizedTest
    @CsvSource({"begun", "leased", "asked", "answered"})
    void that_a_crash_cut_short_are_paid_once(String step) {
        long payout = approved("sandbox slow: Layla");
        api.sql(
                """
                update payouts set status = 'processing' where id = %1$d;
                insert into payout_sends (payout_id, provider, asked, next_at, sent_by, created_at)
                values (%1$d, 'sandbox', %2$d, now() + interval '1 hour', %3$d, now())
                """
                        .formatted(payout, step.equals("begun") ? 0 : 1, payable.finance().id()));
        if (step.equals("asked") || step.equals("answered")) {
            assertThat(sandbox().pay(payment(payout)))
                    .isInstanceOf(PayoutProvider.Answer.Paid.class);
        }
        if (step.equals("answered")) {
            payable.finance()
                    .post(
                            "/api/admin/payouts/%d/complete".formatted(payout),
                            "{\"reference\":\"by hand\"}");
        }

        due(payout);
        until(payout, "status", "ended"::equals);

        assertThat(payable.status(payout)).isEqualTo("completed");
        assertThat(sandbox().payments(new PayoutId(payout))).isEqualTo(1);
        assertThat(payable.balance("USD")).contains("\"in_payout\":0.00", "\"paid\":10.00");
    }

    @Test
    void without_an_answer_are_shown_and_neither_fail_nor_are_paid() {
        long payout = approved("sandbox silent");
        send(payout, "sandbox");
        until(payout, "asked", "1"::equals);
        api.sql("update payout_sends set asked = 9 where payout_id = " + payout);

        due(payout);
        until(payout, "status", "unknown"::equals);

        assertThat(payable.status(payout)).isEqualTo("processing");
        assertThat(payable.finance().get(SENDS + "?status=unknown").body())
                .contains(
                        "\"payout_id\":%d,\"provider\":\"sandbox\"".formatted(payout),
                        "\"timeout\"");
        assertThat(payable.balance("USD")).contains("\"in_payout\":10.00");
        assertThat(send(payout, "sandbox").statusCode()).isEqualTo(202);
        until(payout, "asked", "1"::equals);
        assertThat(sandbox().payments(new PayoutId(payout))).isEqualTo(1);
    }

    @Test
    void that_a_person_decided_about_are_not_asked_again() {
        long payout = approved("sandbox timeout");
        send(payout, "sandbox");
        until(payout, "asked", "1"::equals);
        payable.finance()
                .post("/api/admin/payouts/%d/fail".formatted(payout), "{\"reason\":\"no answer\"}");

        due(payout);
        until(payout, "status", "ended"::equals);

        assertThat(payable.status(payout)).isEqualTo("failed");
        assertThat(text(payout, "last_answer")).contains("is failed");
    }

    @Test
    void by_hand_wait_for_a_person() {
        long payout = approved("Layla");

        send(payout, "manual");
        until(payout, "status", "ended"::equals);

        assertThat(payable.status(payout)).isEqualTo("processing");
        assertThat(payable.make("USD", "wallet").body()).doesNotContain("\"id\":" + payout + ',');
        assertThat(
                        payable.finance()
                                .post(
                                        "/api/admin/payouts/%d/complete".formatted(payout),
                                        "{\"reference\":\"TT-9\"}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void to_the_sandbox_need_its_setting() {
        long payout = approved("Layla");
        leave_as_found();

        assertThat(send(payout, "sandbox").body()).contains("PAYOUT_002", "not_enabled");
        assertThat(payable.status(payout)).isEqualTo("approved");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payout_id\":1,\"provider\":\"bank\"} | provider | not_one_of",
                "{\"provider\":\"manual\"} | payout_id | required",
                "{\"payout_id\":1,\"provider\":\"manual\",\"amount\":1} | amount | unknown_member"
            })
    void that_nobody_understands_are_refused(String body, String field, String problem) {
        assertThat(payable.finance().post(SENDS, body).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @Test
    void of_payouts_that_have_moved_on_are_refused() {
        long payout = approved("Layla");
        send(payout, "manual");

        assertThat(send(payout, "manual").body()).contains("PAYOUT_002", "is processing");
        assertThat(send(999_999_999, "manual").body()).contains("VALID_001", "not_a_payout");
    }

    private long approved(String holder) {
        return payable.approved("10", "USD", payable.method(Payable.WALLET, holder));
    }

    private HttpResponse<String> send(long payout, String provider) {
        return payable.finance()
                .post(SENDS, "{\"payout_id\":%d,\"provider\":\"%s\"}".formatted(payout, provider));
    }

    private SandboxProvider sandbox() {
        return api.part(SandboxProvider.class);
    }

    private static Payment payment(long payout) {
        return new Payment(
                new PayoutId(payout),
                Money.of(new BigDecimal("10"), Currency.of("USD")),
                new Destination("wallet", "Layla", "+966501234567", null, null));
    }

    /// Until the provider was asked so often, each time without the wait.
    private void await(long payout, int requests) {
        for (int i = 1; i <= requests; i++) {
            String number = Integer.toString(i);
            until(payout, "asked", number::equals);
            until(payout, "coalesce(last_answer, '')", answer -> !answer.isEmpty());
            if (i < requests) {
                due(payout);
            }
        }
        until(payout, "status", "ended"::equals);
    }

    private void due(long payout) {
        api.sql(
                "update payout_sends set next_at = now() where status = 'waiting' and payout_id = "
                        + payout);
    }

    private void until(long payout, String what, Predicate<String> is) {
        String seen = Eventually.within(Duration.ofSeconds(30), () -> text(payout, what), is);
        assertThat(seen).matches(is);
    }

    private String text(long payout, String what) {
        return api.text(
                "select cast(%s as text) from payout_sends where payout_id = %d"
                        .formatted(what, payout));
    }
}
