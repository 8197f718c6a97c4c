package com.afftok.management.money.payout.answer;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.payout.Payable;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each test has a currency of its own, because a batch takes all payouts in it.
final class AnswersTest {

    private final RunningApi api = RunningApi.shared();
    private final Payable payable = Payable.in(api);
    private final long method = payable.method(Payable.WALLET, "Layla");

    @Test
    void complete_fail_and_return_payouts() {
        long paid = payable.approved("10", "AED", method);
        long failed = payable.approved("20", "AED", method);
        long bounced = payable.approved("40", "AED", method);
        long open = payable.approved("80", "AED", method);
        String batch = payable.batch("AED", "wallet");

        HttpResponse<String> answer =
                payable.answer(
                        batch,
                        """
                        end_to_end_id,status,amount,reference,reason
                        AFFTOK-%d,paid,10.00,TT-1,
                        AFFTOK-%d,failed,20.00,,no such account
                        AFFTOK-%d,returned,,TT-3,account closed
                        """
                                .formatted(paid, failed, bounced));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"again\":false,\"applied\":3,\"already\":0,\"refused\":0",
                        "{\"line\":2,\"payout_id\":%d,\"result\":\"applied\",\"status\":\"completed\"}"
                                .formatted(paid),
                        "{\"line\":4,\"payout_id\":%d,\"result\":\"applied\",\"status\":\"failed\"}"
                                .formatted(bounced));
        assertThat(payable.status(open)).isEqualTo("processing");
        assertThat(payable.balance("AED"))
                .contains("\"in_payout\":80.00", "\"paid\":10.00", "\"available\":60.00");
        assertThat(payable.finance().get("/api/admin/payout-batches/" + batch).body())
                .contains("\"status\":\"open\"", "\"waiting\":1");
        assertThat(payable.finance().get("/api/admin/payouts/" + paid).body())
                .contains("\"reference\":\"TT-1\"", "\"action\":\"complete\"");
        assertThat(
                        api.sql(
                                "select count(*) from audit_log where action = 'payout_batch.answer' and object_id = '%s'"
                                        .formatted(batch)))
                .isEqualTo(1);

        payable.answer(batch, "payout_id,status,amount\n%d,paid,80".formatted(open));
        assertThat(payable.finance().get("/api/admin/payout-batches/" + batch).body())
                .contains("\"status\":\"settled\"", "\"waiting\":0");
    }

    @Test
    void return_what_was_paid_days_before() {
        long payout = payable.approved("10", "QAR", method);
        String batch = payable.batch("QAR", "wallet");
        payable.answer(batch, "payout_id,status,amount\n%d,paid,10".formatted(payout));

        HttpResponse<String> answer =
                payable.answer(
                        batch,
                        "payout_id,status,reason\n%d,returned,account closed".formatted(payout));

        assertThat(answer.body()).contains("\"applied\":1", "\"status\":\"returned\"");
        assertThat(payable.balance("QAR"))
                .contains("\"in_payout\":0.00", "\"paid\":0.00", "\"available\":10.00");
        assertThat(payable.trade().promoter().get("/api/payouts/" + payout).body())
                .contains("\"return_reason\":\"account closed\"", "\"action\":\"return\"");
        assertThat(payable.trade().promoter().get("/api/ledger?payout_id=" + payout).body())
                .contains("\"kind\":\"payout_return\"");
        assertThat(
                        payable.trade()
                                .promoter()
                                .post(
                                        "/api/payouts",
                                        "{\"amount\":10,\"currency\":\"QAR\",\"method_id\":%d}"
                                                .formatted(method))
                                .statusCode())
                .isEqualTo(201);
    }

    @Test
    void that_come_again_change_nothing() {
        long paid = payable.approved("10", "MAD", method);
        long failed = payable.approved("20", "MAD", method);
        String batch = payable.batch("MAD", "wallet");
        String csv =
                "payout_id,status,amount,reason\n%d,paid,10,\n%d,failed,20,closed"
                        .formatted(paid, failed);
        payable.answer(batch, csv);
        String before = entries(paid, failed);

        HttpResponse<String> same = payable.answer(batch, csv);
        HttpResponse<String> other =
                payable.answer(
                        batch,
                        "payout_id,status,amount,reason\n%d,failed,10,closed\n%d,paid,20,"
                                .formatted(paid, failed));

        assertThat(same.body())
                .contains("\"again\":true,\"applied\":0,\"already\":2,\"refused\":0");
        assertThat(other.body())
                .contains(
                        "\"again\":false,\"applied\":0,\"already\":0,\"refused\":2",
                        "\"result\":\"refused\",\"status\":\"completed\"");
        assertThat(entries(paid, failed)).isEqualTo(before);
    }

    @Test
    void at_the_same_time_are_applied_once() {
        long paid = payable.approved("10", "EGP", method);
        long failed = payable.approved("20", "EGP", method);
        String batch = payable.batch("EGP", "wallet");
        String csv =
                "payout_id,status,amount,reason\n%d,paid,10,\n%d,failed,20,closed"
                        .formatted(paid, failed);

        List<CompletableFuture<HttpResponse<String>>> answers =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(() -> payable.answer(batch, csv)))
                        .limit(6)
                        .toList();

        assertThat(
                        answers.stream()
                                .map(CompletableFuture::join)
                                .mapToInt(answer -> Integer.parseInt(member(answer, "applied")))
                                .sum())
                .isEqualTo(2);
        assertThat(payable.balance("EGP")).contains("\"paid\":10.00", "\"available\":20.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "payout_id,status,amount;#,paid,10.01 | csv[2].amount | not_the_net",
                "payout_id,status,amount;#,paid,10.001 | csv[2].amount | not_an_amount",
                "payout_id,status,amount;#,paid,ten | csv[2].amount | not_an_amount",
                "payout_id,status,amount;#,paid,-10 | csv[2].amount | formula",
                "payout_id,status,amount;#,paid,=1+9 | csv[2].amount | formula",
                "payout_id,status,amount;#,paid, | csv[2].amount | required",
                "payout_id,status,amount;#,lost,10 | csv[2].status | not_one_of",
                "payout_id,status,amount;#,failed,10 | csv[2].reason | required",
                "payout_id,status,amount;999999999,paid,10 | csv[2].payout_id | not_of_batch",
                "payout_id,status,amount;0,paid,10 | csv[2].payout_id | not_of_batch",
                "payout_id,status,amount;9999999999999999999999,paid,10 | csv[2].payout_id | not_of_batch",
                "payout_id,status,amount;#,paid,10;#,failed,10 | csv[3].payout_id | repeats_line",
                "payout_id,end_to_end_id,status,amount;#,AFFTOK-1,paid,10 | csv[2].end_to_end_id | not_of_batch",
                "payout_id,status,amount,colour;#,paid,10,red | csv[1].column 4 | unknown_column",
                "payout_id,status,status,amount;#,paid,paid,10 | csv[1].status | repeated",
                "payout_id,amount;#,10 | csv[1] | no_column",
                "status,amount;paid,10 | csv[1] | no_column",
                "payout_id,status,amount;#,paid | csv[2] | uneven_line",
                "payout_id,status,amount;#,paid,`10 | csv[2] | broken_line",
                "payout_id,status,amount,reference;#,paid,10,a\\u0000b | csv[2].reference | wrong_characters",
                "payout_id,status,amount,reference;#,paid,10,a\\ufffdb | csv[2].reference | wrong_characters",
                "payout_id,status,amount | csv | empty"
            })
    void that_are_unclear_change_nothing(String csv, String field, String problem) {
        long payout = payable.approved("10", "BDT", method);
        long second = payable.approved("10", "BDT", method);
        String batch = payable.batch("BDT", "wallet");

        HttpResponse<String> answer =
                payable.answer(
                        batch,
                        csv.replace("#", Long.toString(payout))
                                .replace("`", "\"")
                                .replace(";", "\n"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("VALID_001", "\"field\":\"" + field + '"', '"' + problem + '"');
        assertThat(payable.status(payout)).isEqualTo("processing");
        assertThat(payable.status(second)).isEqualTo("processing");
        assertThat(api.sql("select count(*) from payout_answers where batch_id = " + batch))
                .isZero();
    }

    @Test
    void with_too_many_lines_are_refused() {
        payable.approved("10", "PKR", method);
        String batch = payable.batch("PKR", "wallet");
        String csv =
                IntStream.rangeClosed(1, 10_001)
                        .mapToObj(i -> i + ",paid,10")
                        .collect(Collectors.joining("\n", "payout_id,status,amount\n", ""));

        assertThat(payable.answer(batch, csv).body()).contains("VALID_001", "too_many_payouts");
        assertThat(payable.answer("999999999", csv).statusCode()).isEqualTo(404);
    }

    /// What a crash between two sets leaves: the file is known, and a part of it applied.
    @Test
    void that_a_crash_cut_short_are_finished_by_the_same_file() {
        long first = payable.approved("10", "LKR", method);
        long second = payable.approved("20", "LKR", method);
        String batch = payable.batch("LKR", "wallet");
        String csv = "payout_id,status,amount\n%d,paid,10\n%d,paid,20".formatted(first, second);
        payable.answer(batch, "payout_id,status,amount\n%d,paid,10".formatted(first));

        HttpResponse<String> again = payable.answer(batch, csv);

        assertThat(again.body()).contains("\"applied\":1,\"already\":1,\"refused\":0");
        assertThat(payable.balance("LKR")).contains("\"paid\":30.00", "\"in_payout\":0.00");
    }

    private String entries(long one, long other) {
        return api.text(
                "select count(*) || ' ' || sum(id) from ledger_entries where payout_id in (%d, %d)"
                        .formatted(one, other));
    }
}
