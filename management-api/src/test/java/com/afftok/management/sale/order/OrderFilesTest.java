package com.afftok.management.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are refused, of which nothing is stored.
final class OrderFilesTest {

    private static final String PERIOD =
            "\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.OWNER);
    private final OrderLists lists = new OrderLists(shop);

    @Test
    void name_the_line_and_the_problem() {
        HttpResponse<String> answer =
                lists.compare("order_id,amount\nx,1\n=1+1,5\ny,1.23456\nx,1\n,2\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "\"VALID_001\"",
                        "{\"field\":\"csv[3].transaction_id\",\"code\":\"formula\",\"params\":{},",
                        "{\"field\":\"csv[4].amount\",\"code\":\"not_a_decimal\",\"params\":{\"decimals\":4},",
                        "{\"field\":\"csv[5].transaction_id\",\"code\":\"repeats_line\",\"params\":{\"line\":2},\"message\":\"repeats line 2\"}",
                        "{\"field\":\"csv[6].transaction_id\",\"code\":\"required\"");
        nothingIsStored();
    }

    /// Without a currency, an amount is in that of its conversion.
    @Test
    void with_more_decimals_than_the_conversion_can_have() {
        String sale =
                api.text(
                        "select transaction_id from conversions where id = "
                                + offer.conversion(offer.click("valid", 0), "approved"));

        HttpResponse<String> answer = lists.compare("nobodys,1.2345\n" + sale + ",99.999");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "[{\"field\":\"csv[2].amount\",\"code\":\"not_a_decimal\",\"params\":{\"decimals\":2}");
        nothingIsStored();
    }

    @Test
    void with_bytes_that_are_not_utf_8() {
        byte[] body =
                ("{\"csv\":\"order-\u00e9\"," + PERIOD + "}").getBytes(StandardCharsets.ISO_8859_1);

        HttpResponse<String> answer =
                api.send(
                        shop.request(OrderLists.PATH)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not_utf_8");
        nothingIsStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | csv | required",
                "{\"csv\":\"x\"} | from | required",
                "{\"csv\":\"x\",\"from\":\"2026-01-01T00:00:00Z\"} | to | required",
                "{\"csv\":\"x\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} | from | not_before_other",
                "{\"csv\":\"x\",\"from\":\"2024-01-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"} | from | too_far_apart",
                "{\"csv\":\"x\",PERIOD,\"offer_id\":0} | offer_id | not_an_id",
                "{\"csv\":\"x\",PERIOD,\"advertiser_id\":-1} | advertiser_id | not_an_id",
                "{\"csv\":5,PERIOD} | csv | not_a_text",
                "{\"csv\":\"a\\u0000b\",PERIOD} | csv[1].transaction_id | wrong_characters",
                "{\"csv\":\"a\\nb\\ud800\",PERIOD} | csv[2].transaction_id | wrong_characters",
                "{\"csv\":\" \\n\",PERIOD} | csv | empty",
                "{\"csv\":\"x\",PERIOD,\"format\":\"csv\"} | format | unknown_member"
            })
    void with_requests_that_are_unclear(String body, String field, String problem) {
        HttpResponse<String> answer = shop.post(OrderLists.PATH, body.replace("PERIOD", PERIOD));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + field + '"', "\"code\":\"" + problem + '"');
        nothingIsStored();
    }

    private void nothingIsStored() {
        assertThat(
                        api.sql(
                                "select count(*) from order_lists where advertiser_id = "
                                        + offer.advertiser()))
                .isZero();
    }
}
