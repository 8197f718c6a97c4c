package com.afftok.management.money.invoice;

import static com.afftok.management.money.invoice.InvoiceCase.API;
import static com.afftok.management.money.invoice.InvoiceCase.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.money.DatedBooks.Sale;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CreditNotesTest {

    private final InvoiceCase shop = new InvoiceCase();

    /// An invoice of 5.50 for sales and 1.51 for an adjustment, with 1.05 of tax.
    @BeforeEach
    void issue() {
        Sale sale = shop.books.sale(shop.day(0, 1), "0");
        shop.books.approve(shop.day(0, 1), sale);
        shop.books.adjust(shop.day(0, 2), "1.51");
        shop.close(0);
    }

    @Test
    void return_a_part_and_then_the_rest_with_all_of_the_tax() {
        HttpResponse<String> part = credit("{\"reason\":\"agreed\",\"amount\":3.30}");

        assertThat(part.statusCode()).as(part.body()).isEqualTo(201);
        assertThat(part.body())
                .contains(
                        "\"type\":\"credit_note\",\"month\":null,\"corrects\":" + shop.id(0),
                        "\"net\":-3.30,\"tax_percent\":15.0000,\"tax\":-0.49,\"total\":-3.79",
                        "\"reason\":\"agreed\"");
        assertThat(shop.details(0))
                .contains(
                        "\"due\":4.27",
                        "\"corrections\":[{\"id\":" + RunningApi.member(part, "id"));
        assertThat(credit("{\"reason\":\"more\",\"amount\":3.72}").body())
                .contains("STATE_002", "\"code\":\"above_rest\"", "\"rest\":\"3.71\"");

        assertThat(credit("{\"reason\":\"the rest\"}").body())
                .contains("\"net\":-3.71,\"tax_percent\":15.0000,\"tax\":-0.56,\"total\":-4.27");

        assertThat(credit("{\"reason\":\"again\"}").body()).contains("above_rest");
        assertThat(shop.details(0)).contains("\"due\":0.00,\"status\":\"paid\"");
        assertThat(shop.balance()).isZero();
        assertThat(
                        API.sql(
                                "select sum(amount) * 100 from ledger_postings where account = 'tax_payable' and advertiser_id = "
                                        + shop.advertiser.account()))
                .isZero();
        assertThat(
                        API.sql(
                                "select count(*) from audit_log where action = 'invoice.credit' and object_id = '%s'"
                                        .formatted(shop.id(0))))
                .isEqualTo(2);
    }

    @Test
    void return_lines() {
        assertThat(credit("{\"reason\":\"x\",\"lines\":[{\"line\":1,\"amount\":5.51}]}").body())
                .contains("above_rest", "\"rest\":\"5.50\"");
        HttpResponse<String> note =
                credit("{\"reason\":\"x\",\"lines\":[{\"line\":1,\"amount\":0.50},{\"line\":2}]}");

        assertThat(note.body()).contains("\"net\":-2.01");
        assertThat(
                        shop.advertiser
                                .get(
                                        "/api/advertiser/invoices/"
                                                + RunningApi.member(note, "id")
                                                + "/lines")
                                .body())
                .contains(
                        "\"line\":1,\"kind\":\"credit\",\"offer_id\":" + shop.trade.offer().offer(),
                        "\"corrects\":1,\"changes\":0,\"amount\":-0.50",
                        "\"corrects\":2,\"changes\":0,\"amount\":-1.51");
        assertThat(credit("{\"reason\":\"x\",\"lines\":[{\"line\":2}]}").body())
                .contains("above_rest", "\"rest\":\"0.00\"");
        assertThat(
                        FINANCE.post(
                                        "/api/admin/invoices/"
                                                + RunningApi.member(note, "id")
                                                + "/credit",
                                        "{\"reason\":\"x\"}")
                                .body())
                .contains("STATE_002", "not_correctable");
    }

    @Test
    void at_the_same_time_return_no_more_than_the_invoice() {
        List<CompletableFuture<HttpResponse<String>>> all =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> credit("{\"reason\":\"agreed\",\"amount\":3}")))
                        .limit(6)
                        .toList();

        assertThat(all.stream().map(answer -> answer.join().statusCode()))
                .containsExactlyInAnyOrder(201, 201, 409, 409, 409, 409);
        assertThat(shop.details(0)).contains("\"due\":1.16");
    }

    @Test
    void are_issued_once_for_a_key() {
        List<String> ids =
                Stream.generate(() ->
                                API.send(
                                        FINANCE.request(
                                                        "/api/admin/invoices/"
                                                                + shop.id(0)
                                                                + "/credit")
                                                .header("Content-Type", "application/json")
                                                .header("Idempotency-Key", "once-" + shop.id(0))
                                                .POST(
                                                        BodyPublishers.ofString(
                                                                "{\"reason\":\"agreed\",\"amount\":1}"))))
                        .limit(2)
                        .map(answer -> RunningApi.member(answer, "id"))
                        .toList();

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
        assertThat(shop.details(0)).contains("\"due\":6.91");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | reason | required",
                "{\"reason\":\"x\",\"amount\":0} | amount | not_positive",
                "{\"reason\":\"x\",\"amount\":-1} | amount | not_positive",
                "{\"reason\":\"x\",\"amount\":1.001} | amount | not_an_amount",
                "{\"reason\":\"x\",\"amount\":1e30} | amount | not_an_amount",
                "{\"reason\":\"x\",\"amount\":1,\"lines\":[{\"line\":1}]} | amount | not_with",
                "{\"reason\":\"x\",\"lines\":[]} | lines | empty",
                "{\"reason\":\"x\",\"lines\":[{\"line\":1},{\"line\":1}]} | lines | no_credit_line",
                "{\"reason\":\"x\",\"lines\":[{\"line\":9}]} | lines | no_credit_line",
                "{\"reason\":\"x\",\"tax\":1} | tax | unknown_member"
            })
    void that_are_unclear_are_refused(String body, String field, String problem) {
        assertThat(credit(body).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', '"' + problem + '"');
    }

    @Test
    void need_a_fresh_proof_and_an_invoice() {
        assertThat(
                        FINANCE.post("/api/admin/invoices/999999/credit", "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(404);
        assertThat(
                        shop.advertiser
                                .post(
                                        "/api/admin/invoices/" + shop.id(0) + "/credit",
                                        "{\"reason\":\"x\"}")
                                .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> credit(String body) {
        return FINANCE.post("/api/admin/invoices/" + shop.id(0) + "/credit", body);
    }
}
