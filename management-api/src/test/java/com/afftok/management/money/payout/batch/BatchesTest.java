package com.afftok.management.money.payout.batch;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.payout.Payable;
import com.afftok.shared.Eventually;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each test has a currency of its own, because a batch takes all payouts in it.
final class BatchesTest {

    private static final String BATCHES = "/api/admin/payout-batches";
    private static final String REASON = "{\"reason\":\"the file was not sent\"}";

    private final RunningApi api = RunningApi.shared();
    private final Payable payable = Payable.in(api);

    @Test
    void take_the_approved_payouts_of_a_currency_and_method() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        long bank = payable.method(Payable.BANK, "Layla");
        long first = payable.approved("20.250", "TND", wallet);
        long second = payable.approved("1.005", "TND", wallet);
        long other = payable.approved("7", "TND", bank);

        HttpResponse<String> made = payable.make("TND", "wallet");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body())
                .contains(
                        "\"status\":\"open\",\"payouts\":2,\"total\":21.255,\"waiting\":2,\"created_by\":"
                                + payable.finance().id());
        String batch = member(made, "id");
        assertThat(payable.status(first)).isEqualTo("processing");
        assertThat(payable.status(other)).isEqualTo("approved");
        assertThat(payable.finance().get(BATCHES + "/" + batch).body())
                .contains(
                        "\"states\":[{\"status\":\"processing\",\"payouts\":2,\"amount\":21.255}]");
        assertThat(payable.finance().get(BATCHES + "?status=open&currency=TND").body())
                .contains("\"id\":" + batch + ',');
        assertThat(payable.finance().get("/api/admin/payouts?batch_id=" + batch).body())
                .contains("\"id\":" + first + ',', "\"id\":" + second + ',')
                .doesNotContain("\"id\":" + other + ',');
        assertThat(payable.finance().get("/api/admin/payouts/" + first).body())
                .contains("\"action\":\"process\",\"user_id\":null,\"admin_id\":");
        assertThat(payable.make("TND", "wallet").body()).contains("PAYOUT_002", "nothing_approved");
    }

    @Test
    void take_named_payouts_wholly_or_not_at_all() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        long one = payable.approved("1", "BHD", wallet);
        long other = payable.approved("1", "BHD", wallet);
        long held = payable.approved("1", "BHD", wallet);
        payable.finance().post("/api/admin/payouts/%d/hold".formatted(held), REASON);

        assertThat(named(one, held).body())
                .contains("PAYOUT_002", "not_batched", "\"payout_ids[1]\"")
                .doesNotContain("payout_ids[0]");
        assertThat(payable.status(one)).isEqualTo("approved");
        assertThat(named(one, one).body()).contains("\"payouts\":1");
        assertThat(named(one, other).body()).contains("not_batched");
        assertThat(payable.status(other)).isEqualTo("approved");
    }

    @Test
    void leave_out_accounts_that_are_not_active() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        payable.approved("1", "IQD", wallet);
        api.sql(
                "update accounts set status = 'banned' where id = "
                        + payable.trade().promoter().account());

        assertThat(payable.make("IQD", "wallet").body()).contains("nothing_approved");
    }

    /// Each client names two payouts, which its neighbours name, too.
    @Test
    void at_the_same_time_never_take_a_payout_twice() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        long[] ids =
                IntStream.range(0, 30)
                        .mapToLong(_ -> payable.approved("1", "OMR", wallet))
                        .toArray();

        List<CompletableFuture<HttpResponse<String>>> made;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            made =
                    IntStream.range(0, 100)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () -> patiently(ids[i % 30], ids[(i + 1) % 30]),
                                            clients))
                            .toList();
        }
        HttpResponse<String> rest = payable.make("OMR", "wallet");

        assertThat(made.stream().map(CompletableFuture::join))
                .allMatch(answer ->
                        answer.statusCode() == 201 || answer.body().contains("\"not_batched\""))
                .anyMatch(answer -> answer.statusCode() == 201);
        assertThat(rest.statusCode()).as(rest.body()).isIn(201, 409);
        assertThat(batched()).isEqualTo(30).isEqualTo(count("p.status = 'processing'"));
        assertThat(api.sql("select sum(payouts) from payout_batches where currency = 'OMR'"))
                .isEqualTo(30);
    }

    private HttpResponse<String> patiently(long one, long other) {
        return Eventually.within(
                Duration.ofSeconds(60),
                () -> named("OMR", one, other),
                answer -> answer.statusCode() != 503 && answer.statusCode() != 429);
    }

    private long batched() {
        return api.sql(
                """
                select count(*) from payout_batch_payouts i join payouts p on p.id = i.payout_id
                 where p.currency = 'OMR' and not i.released
                """);
    }

    private long count(String condition) {
        return api.sql("select count(*) from payouts p where p.currency = 'OMR' and " + condition);
    }

    @Test
    void of_which_no_bank_knows_are_cancelled() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        long payout = payable.approved("1", "KWD", wallet);
        String batch = payable.batch("KWD", "wallet");

        HttpResponse<String> cancelled = cancel(batch);

        assertThat(cancelled.body()).contains("\"status\":\"cancelled\"", "\"waiting\":0");
        assertThat(payable.status(payout)).isEqualTo("approved");
        assertThat(payable.finance().get("/api/admin/payouts/" + payout).body())
                .contains("\"action\":\"release\"", "the file was not sent");
        assertThat(payable.trade().promoter().get("/api/payouts/" + payout).body())
                .contains("\"action\":\"release\"")
                .doesNotContain("the file was not sent");
        assertThat(cancel(batch).body()).contains("PAYOUT_002", "is cancelled", "\"existing\":{");
        assertThat(file(batch, "csv").body()).contains("PAYOUT_002", "is cancelled");
        assertThat(
                        payable.answer(
                                        batch,
                                        "payout_id,status,amount\n%d,paid,1".formatted(payout))
                                .body())
                .contains("PAYOUT_002", "is cancelled");
        String next = payable.batch("KWD", "wallet");
        assertThat(payable.finance().get("/api/admin/payouts?batch_id=" + next).body())
                .contains("\"id\":" + payout + ',');
    }

    @Test
    void with_an_answer_or_an_end_are_not_cancelled() {
        long wallet = payable.method(Payable.WALLET, "Layla");
        long paid = payable.approved("1", "LYD", wallet);
        payable.approved("2", "LYD", wallet);
        String batch = payable.batch("LYD", "wallet");

        payable.finance()
                .post("/api/admin/payouts/%d/complete".formatted(paid), "{\"reference\":\"TT-1\"}");
        assertThat(cancel(batch).body()).contains("PAYOUT_002", "not_waiting");
        assertThat(payable.finance().get(BATCHES + "/" + batch).body())
                .contains(
                        "\"waiting\":1",
                        "{\"status\":\"completed\",\"payouts\":1,\"amount\":1.000}");

        payable.answer(batch, "payout_id,status,amount\n%d,paid,1".formatted(paid));
        assertThat(cancel(batch).body()).contains("PAYOUT_002", "answered");
    }

    @Test
    void have_a_file_that_is_the_same_each_time() {
        long bank = payable.method(Payable.BANK, "=cmd(); ليلى");
        long payout = payable.approved("10.5", "EUR", bank);
        api.sql("delete from payout_debtors where currency = 'EUR'");
        String batch = payable.batch("EUR", "bank_transfer");

        assertThat(file(batch, "pain.001").body()).contains("PAYOUT_002", "no_debtor");
        assertThat(debtor("DE89370400440532013000", 0).statusCode()).isEqualTo(200);
        HttpResponse<String> xml = file(batch, "pain.001");
        HttpResponse<String> csv = file(batch, "csv");

        assertThat(xml.body())
                .contains(
                        "<MsgId>AFFTOK-BATCH-" + batch + "</MsgId>",
                        "<EndToEndId>AFFTOK-" + payout + "</EndToEndId>",
                        "<CtrlSum>10.50</CtrlSum>",
                        "<IBAN>DE89370400440532013000</IBAN>");
        assertThat(xml.headers().firstValue("Content-Type"))
                .hasValue("application/xml; charset=utf-8");
        assertThat(csv.body())
                .startsWith(
                        "payout_id,end_to_end_id,account_holder,account,bank_name,bank_code,amount,currency\r\n")
                .contains(
                        "%d,AFFTOK-%1$d,'=cmd(); ليلى,DE89370400440532013000,,COBADEFFXXX,10.50,EUR\r\n"
                                .formatted(payout));
        assertThat(file(batch, "pain.001").body()).isEqualTo(xml.body());
        assertThat(file(batch, "csv").body()).isEqualTo(csv.body());
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'payout_batch.download' and object_id = '%s'"
                                        .formatted(batch)))
                .isEqualTo(4);
        assertThat(payable.finance().get(BATCHES + "/" + batch).body())
                .doesNotContain("\"downloaded_at\":null");
    }

    @Test
    void can_be_followed_from_their_file_to_the_click() {
        long sale = payable.trade().sale("approved");
        String requested =
                member(
                        payable.trade()
                                .promoter()
                                .post(
                                        "/api/payouts",
                                        "{\"amount\":5,\"currency\":\"USD\",\"method_id\":%d}"
                                                .formatted(payable.method(Payable.BANK, "Layla"))),
                        "id");
        payable.finance().post("/api/admin/payouts/%s/approve".formatted(requested), "");
        HttpResponse<String> made =
                payable.finance()
                        .post(
                                BATCHES,
                                "{\"currency\":\"USD\",\"method\":\"bank_transfer\",\"payout_ids\":[%s]}"
                                        .formatted(requested));

        String[] row =
                file(member(made, "id"), "csv").body().lines().toList().get(1).split(",", -1);
        HttpResponse<String> payout =
                payable.finance().get("/api/admin/payouts/" + row[1].replace("AFFTOK-", ""));
        HttpResponse<String> postings =
                payable.finance()
                        .get(
                                "/api/ledger?account_id=%s&used_by=%s"
                                        .formatted(
                                                member(payout, "promoter_id"),
                                                member(payout, "id")));
        HttpResponse<String> conversion = payable.finance().get("/api/conversions/" + sale);

        assertThat(row).contains("5.00", "USD");
        assertThat(postings.body()).contains("\"conversion_id\":" + sale + ',');
        HttpResponse<String> clicks =
                payable.finance().get("/api/clicks?promoter_id=" + member(payout, "promoter_id"));
        assertThat(clicks.body())
                .contains("\"click_id\":\"" + member(conversion, "click_id") + '"');
    }

    @Test
    void have_no_transfers_for_other_methods() {
        payable.approved("1", "JOD", payable.method(Payable.WALLET, "Layla"));
        String batch = payable.batch("JOD", "wallet");

        assertThat(file(batch, "pain.001").body()).contains("VALID_001", "not_by_method");
        assertThat(file(batch, "xlsx").body()).contains("VALID_001", "not_one_of");
        assertThat(payable.finance().get(BATCHES + "/" + batch + "/file").body())
                .contains("VALID_001", "required");
        assertThat(file("999999999", "csv").statusCode()).isEqualTo(404);
    }

    @Test
    void need_a_fresh_proof_for_files_answers_and_cancellations() {
        payable.approved("1", "UYU", payable.method(Payable.WALLET, "Layla"));
        String batch = payable.batch("UYU", "wallet");
        api.sql(
                "update sessions set proven_at = proven_at - interval '5 minutes' where admin_id = "
                        + payable.finance().id());

        assertThat(file(batch, "csv").body()).contains("AUTH_006");
        assertThat(cancel(batch).body()).contains("AUTH_006");
        assertThat(payable.answer(batch, "payout_id,status\n").body()).contains("AUTH_006");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | currency | required",
                "{\"currency\":\"XXX\",\"method\":\"upi\"} | currency | not_a_currency",
                "{\"currency\":\"INR\",\"method\":\"cash\"} | method | not_one_of",
                "{\"currency\":\"INR\",\"method\":\"upi\",\"payout_ids\":[]} | payout_ids | empty",
                "{\"currency\":\"INR\",\"method\":\"upi\",\"payout_ids\":[1,-1]} | payout_ids[1] | not_an_id",
                "{\"currency\":\"INR\",\"method\":\"upi\",\"payout_ids\":[null]} | payout_ids[0] | required",
                "{\"currency\":\"INR\",\"method\":\"upi\",\"limit\":1} | limit | unknown_member"
            })
    void that_nobody_understands_are_refused(String body, String field, String problem) {
        assertThat(payable.finance().post(BATCHES, body).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DE89370400440532013001 | COBADEFFXXX | account | not_an_iban",
                "<IBAN> | COBADEFFXXX | account | not_an_account",
                "DE89370400440532013000 | COBA | bank_code | not_a_bic"
            })
    void are_not_paid_from_what_is_no_account(
            String account, String bic, String field, String problem) {
        assertThat(debtor(account, bic, "CHF", 0).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
    }

    @Test
    void are_paid_from_an_account_that_super_admins_enter() {
        api.sql("delete from payout_debtors where currency = 'CHF'");
        String body =
                "{\"currency\":\"CHF\",\"name\":\"AffTok\",\"account\":\"CH93 0076 2011 6238 5295 7\",\"bank_code\":\"UBSWCHZH80A\",\"version\":0}";

        assertThat(payable.finance().put("/api/admin/payout-debtors", body).statusCode())
                .isEqualTo(403);
        assertThat(payable.boss().put("/api/admin/payout-debtors", body).body())
                .contains("\"account\":\"CH9300762011623852957\"", "\"version\":1");
        assertThat(payable.boss().put("/api/admin/payout-debtors", body).body())
                .contains("STATE_001");
        assertThat(payable.finance().get("/api/admin/payout-debtors").body()).contains("\"CHF\"");
    }

    private HttpResponse<String> debtor(String account, int version) {
        return debtor(account, "COBADEFFXXX", "EUR", version);
    }

    private HttpResponse<String> debtor(String account, String bic, String currency, int version) {
        return payable.boss()
                .put(
                        "/api/admin/payout-debtors",
                        "{\"currency\":\"%s\",\"name\":\"AffTok & Söhne\",\"account\":\"%s\",\"bank_code\":\"%s\",\"version\":%d}"
                                .formatted(currency, account, bic, version));
    }

    private HttpResponse<String> named(long one, long other) {
        return named("BHD", one, other);
    }

    private HttpResponse<String> named(String currency, long one, long other) {
        return payable.finance()
                .post(
                        BATCHES,
                        "{\"currency\":\"%s\",\"method\":\"wallet\",\"payout_ids\":[%d,%d]}"
                                .formatted(currency, one, other));
    }

    private HttpResponse<String> cancel(String batch) {
        return payable.finance().post(BATCHES + "/" + batch + "/cancel", REASON);
    }

    private HttpResponse<String> file(String batch, String format) {
        return payable.finance().get(BATCHES + "/" + batch + "/file?format=" + format);
    }
}
