package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Postbacks as nobody should send them: each is refused in its own words, and none becomes a
/// conversion.
class PostbackInputTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private static RunningShop running;
    private static Database database;
    private static RunningEdge edge;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open("POSTBACK_REFUSALS_KEPT", "5");
        database = running.database();
        edge = running.edge();
        shop = running.shop();
        database.execute("update offers set goals = '{sale,lead}'");
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @AfterEach
    void nothing_was_recorded() {
        assertThat(database.number("select count(*) from conversions")).isZero();
        assertThat(database.number("select count(*) from ledger_entries")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e3",
                "-0",
                "-1",
                "+1",
                "0",
                "0.00",
                "NaN",
                "Infinity",
                "1,00",
                "1.000,00",
                " 1",
                "1 ",
                "1.",
                ".5",
                "0x10",
                "1.001",
                "1_000",
                "١٢",
                "1234567890123456789012345678901234567890",
                "1.00000000000000000000",
                "9999999999999999"
            })
    void an_amount_that_is_none(String amount) {
        Answer answer = shop.report(sale(click(1), "amount"), "amount", amount);

        assertThat(answer.verdict()).isEqualTo("422 CONV_005");
        assertThat(answer.error().encode()).contains("\"field\":\"amount\"");
    }

    @ParameterizedTest
    @CsvSource({
        "currency, XXX, 422 CONV_005",
        "currency, usd, 422 CONV_005",
        "currency, DOLLAR, 422 CONV_005",
        "status, sold, 422 CONV_005",
        "status, APPROVED, 422 CONV_005",
        "goal, install, 422 CONV_005",
        "goal, First Order, 422 CONV_005",
        "transaction_id, '', 400 VALID_001",
        "amount, '', 400 VALID_001",
        "click_id, '', 400 VALID_001",
        "click_id, sesame, 404 CONV_004",
        "timestamp, yesterday, 400 VALID_001",
        "timestamp, 9999999999, 400 VALID_001",
        "dry_run, maybe, 400 VALID_001",
        "format, xml, 400 VALID_001",
    })
    void a_parameter_that_is_wrong(String name, String value, String verdict) {
        Answer answer = shop.report(sale(click(1), "wrong"), name, value);

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.error().encode()).contains("\"field\":\"" + name + "\"");
    }

    @Test
    void values_that_are_too_long_or_not_printable() {
        Map<String, String> sale = sale(click(1), "long");

        assertThat(shop.report(sale, "transaction_id", "t".repeat(201)).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.report(sale, "adv1", "a".repeat(201)).verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.report(sale, "adv1", "a".repeat(5000)).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.report(sale, "transaction_id", "a\u0000b").verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.report(sale, "adv2", "a\r\nb").verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.report(sale, "transaction_id", "a\u009fb").verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.get("click_id=x&amount=1&transaction_id=bad%ff").verdict())
                .isEqualTo("400 VALID_001");
    }

    @Test
    void parameters_that_are_given_twice() {
        Map<String, String> sale = sale(click(1), "twice");
        String form = Shop.form(with(sale, "signature", shop.version1(sale)));

        for (String more :
                new String[] {
                    "&amount=100.00", "&cid=x", "&sig=x", "&adv1=a&adv1=b", "&subid=a&clickid=b"
                }) {
            assertThat(shop.post(FORM, form + more).verdict()).isEqualTo("400 VALID_001");
        }
        assertThat(shop.post(FORM, form, "X-Signature", shop.version1(sale)).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.post(JSON, "{\"amount\": 1, \"amount\": 2, \"click_id\": \"x\"}").verdict())
                .isEqualTo("400 VALID_001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{} {}",
                "{\"amount\": NaN}",
                "{\"amount\": {\"value\": 1}}",
                "{\"click_id\": [\"a\"]}",
                "{\"amount\": 1e3}",
                "{'click_id': 'x'}",
                "{\"click_id\": \"\\uD800\"}"
            })
    void json_that_is_no_postback(String body) {
        assertThat(shop.post(JSON, body).verdict()).isEqualTo("400 VALID_001");
    }

    @Test
    void content_of_another_kind() {
        String form = Shop.form(sale(click(1), "kind"));

        assertThat(shop.post("text/plain", form).verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.post("multipart/form-data; boundary=x", form).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.post("application/xml", "<amount>1</amount>").verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.post(JSON + "; charset=utf-16", "{}").verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.post(JSON, form).verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.post(FORM, "amount=%zz").verdict()).isEqualTo("400 VALID_001");
    }

    @Test
    void bodies_that_are_too_large() {
        int limit = 1 << 20;

        assertThat(shop.post(FORM, "adv1=" + "a".repeat(limit - 5)).verdict())
                .isEqualTo("400 VALID_001");
        assertThat(shop.post(FORM, "adv1=" + "a".repeat(limit)).verdict())
                .isEqualTo("413 VALID_002");
        assertThat(shop.post(JSON, "[".repeat(limit)).verdict()).isEqualTo("400 VALID_001");
        assertThat(shop.post(JSON, "{\"a\":\"" + "a".repeat(4 * limit) + "\"}").verdict())
                .isEqualTo("413 VALID_002");
    }

    @Test
    void many_parameters() {
        StringBuilder many = new StringBuilder("click_id=x");
        for (int i = 0; i < 500; i++) {
            many.append("&p").append(i).append("=1");
        }

        assertThat(shop.post(FORM, many.toString()).verdict()).isEqualTo("400 VALID_001");
    }

    @Test
    void methods_that_are_none_of_its_own() {
        assertThat(edge.send("PUT", "/api/postback").statusCode()).isEqualTo(405);
        assertThat(edge.send("DELETE", "/api/postback").statusCode()).isEqualTo(405);
    }

    @Test
    void is_kept_for_its_advertiser_with_the_reason_and_without_the_signature() {
        Map<String, String> sale = sale(click(1), "kept");

        assertThat(shop.report(sale, "currency", "XXX").verdict()).isEqualTo("422 CONV_005");

        Eventually.equal(
                "rejected CONV_005 currency must be a currency code of ISO 4217 in capitals",
                () ->
                        database.text(
                                """
                                select outcome || ' ' || error_code || ' ' || reason
                                  from received_postbacks where transaction_id = 'kept'
                                """));
        assertThat(
                        database.text(
                                """
                                select parameters ->> 'amount' || coalesce(parameters ->> 'signature', '')
                                  from received_postbacks where transaction_id = 'kept'
                                """))
                .isEqualTo("100.00");
    }

    @Test
    void of_unproven_ones_only_some_are_kept() {
        Shop forger = new Shop(edge, "a secret that nobody gave");
        for (int i = 0; i < 50; i++) {
            Map<String, String> sale = sale(click(1), "forged-" + i);
            String signature = forger.version2(sale, Instant.now());
            assertThat(forger.send(with(sale, "signature", signature)).verdict())
                    .isEqualTo("401 CONV_001");
        }

        Eventually.equal(true, () -> edge.metrics().contains("afftok_postbacks_unkept_total 4"));
        assertThat(
                        database.number(
                                """
                                select count(*) from received_postbacks
                                 where transaction_id like 'forged-%'
                                """))
                .isLessThanOrEqualTo(6);
    }
}
