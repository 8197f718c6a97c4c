package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static com.afftok.edge.Shop.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Shop.Answer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid postbacks: each is refused with its own message, and none becomes a conversion.
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
        database.agree(1, "goals = '{sale,lead}'");
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
    @CsvSource(
            delimiter = '|',
            value = {
                "USD | 1.001 | too_many_decimals | {\"currency\":\"USD\",\"decimals\":2}"
                        + " | has more decimals than USD, which has 2",
                "JPY | 100.5 | too_many_decimals | {\"currency\":\"JPY\",\"decimals\":0}"
                        + " | has more decimals than JPY, which has 0",
                "KWD | 1.00001 | too_many_decimals | {\"currency\":\"KWD\",\"decimals\":3}"
                        + " | has more decimals than KWD, which has 3",
                "'' | 1.00001 | finer_than_any_currency | {} | has more decimals than any currency",
                "'' | 1.001 | finer_than_its_currency | {}"
                        + " | The amount has more decimals than its currency.",
                "USD | 0.00 | not_above_zero | {}"
                        + " | must be a decimal number above zero, such as 12.50",
            })
    void an_amount_with_more_decimals_than_its_currency(
            String currency, String amount, String code, String params, String message) {
        Answer answer =
                shop.report(sale(click(1), "decimals"), "amount", amount, "currency", currency);

        assertThat(answer.verdict()).isEqualTo("422 CONV_005");
        assertThat(answer.error().getJsonArray("details").getJsonObject(0))
                .isEqualTo(
                        new JsonObject()
                                .put("field", "amount")
                                .put("code", code)
                                .put("params", new JsonObject(params))
                                .put("message", message));
    }

    @ParameterizedTest
    @CsvSource({
        "currency, XXX, 422 CONV_005, not_a_currency",
        "currency, usd, 422 CONV_005, not_a_currency",
        "currency, DOLLAR, 422 CONV_005, not_a_currency",
        "status, sold, 422 CONV_005, not_one_of",
        "status, APPROVED, 422 CONV_005, not_one_of",
        "status, refunded, 422 CONV_005, nothing_to_refund",
        "goal, install, 422 CONV_005, no_goal",
        "goal, First Order, 422 CONV_005, wrong_form",
        "transaction_id, '', 400 VALID_001, required",
        "amount, '', 400 VALID_001, required",
        "click_id, '', 400 VALID_001, not_without",
        "click_id, sesame, 404 CONV_004, no_click",
        "timestamp, yesterday, 400 VALID_001, not_a_past_time",
        "timestamp, 9999999999, 400 VALID_001, not_a_past_time",
        "dry_run, maybe, 400 VALID_001, not_one_of",
        "format, xml, 400 VALID_001, not_one_of",
    })
    void a_parameter_that_is_wrong(String name, String value, String verdict, String code) {
        Answer answer = shop.report(sale(click(1), "wrong"), name, value);

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.error().encode())
                .contains("\"field\":\"%s\",\"code\":\"%s\"".formatted(name, code));
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
        for (String charset : new String[] {"utf-16", "\"utf-16\"", " utf-88", "\"\"", ""}) {
            assertThat(contentTypeRefused(JSON + ";charset=" + charset)).as(charset).isTrue();
        }
        for (String charset : new String[] {"utf-8", "\"utf-8\"", " UTF-8; x=y", "\"US-ASCII\""}) {
            assertThat(contentTypeRefused(JSON + ";charset=" + charset)).as(charset).isFalse();
        }
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
        for (String method : new String[] {"PUT", "DELETE", "HEAD"}) {
            var answer = edge.send(method, "/api/postback");

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, POST");
        }
        assertThat(edge.send("POST", "/health/db").headers().firstValue("Allow")).hasValue("GET");
        assertThat(edge.admin("POST", "/metrics").headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void is_kept_for_its_advertiser_with_the_reason_and_without_the_signature() {
        Map<String, String> sale = sale(click(1), "kept");

        assertThat(shop.report(sale, "currency", "XXX").verdict()).isEqualTo("422 CONV_005");

        Eventually.equal(
                "rejected CONV_005 currency must be a currency of three capital letters (ISO"
                        + " 4217)",
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
        double before = unkept();
        for (int i = 0; i < 50; i++) {
            Map<String, String> sale = sale(click(1), "forged-" + i);
            String signature = forger.version2(sale, Instant.now());
            assertThat(forger.send(with(sale, "signature", signature)).verdict())
                    .isEqualTo("401 CONV_001");
        }

        Eventually.equal(true, () -> unkept() >= before + 40);
        assertThat(
                        database.number(
                                """
                                select count(*) from received_postbacks
                                 where transaction_id like 'forged-%'
                                """))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void what_cannot_be_read_is_kept_for_whom_its_click_or_link_tells() {
        addAdvertiser(3);
        String twice = "&transaction_id=%s&amount=1&amount=2&made_up=x&adv1=" + "a".repeat(1000);

        shop.get("click_id=" + click(3) + twice.formatted("by-click"));
        shop.get("cid=" + RunningEdge.code(3) + twice.formatted("by-link"));
        shop.get("cid=sesame" + twice.formatted("by-nobody"));

        for (String transaction : new String[] {"by-click", "by-link"}) {
            Eventually.equal(
                    "3 rejected VALID_001 false amount must not be given twice 201",
                    () -> kept(transaction, " || ' ' || length(parameters ->> 'adv1')"));
            assertThat(kept(transaction, " || (parameters ? 'made_up')")).endsWith("false");
        }
        assertThat(kept("by-nobody", "")).isEmpty();
    }

    @Test
    void of_what_cannot_be_read_only_some_is_kept() {
        addAdvertiser(4);
        double before = unkept();

        for (int i = 0; i < 30; i++) {
            shop.get("cid=" + click(4) + "&amount=1&amount=2&transaction_id=junk-" + i);
        }

        Eventually.equal(true, () -> unkept() >= before + 20);
        assertThat(
                        database.number(
                                "select count(*) from received_postbacks where advertiser_id = 4"))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void what_failed_for_no_fault_of_its_own_is_kept_as_proven() {
        database.execute(
                """
                create function boom() returns trigger language plpgsql
                    as $$ begin raise exception 'boom'; end $$;
                create trigger boom before insert on conversions
                    for each row when (new.transaction_id = 'boom') execute function boom()
                """);

        assertThat(shop.report(sale(click(1), "boom")).verdict()).isEqualTo("500 SERVER_001");

        Eventually.equal(true, () -> kept("boom", "").startsWith("1 rejected SERVER_001 true"));
    }

    @Test
    void a_refusal_that_postgresql_does_not_store_is_counted() {
        database.execute(
                """
                create function disk_full() returns trigger language plpgsql
                    as $$ begin raise exception 'disk full'; end $$;
                create trigger disk_full before insert on received_postbacks
                    for each row when (new.transaction_id = 'lost') execute function disk_full()
                """);
        double before = lost();

        shop.get("click_id=" + click(1) + "&amount=1&amount=2&transaction_id=lost");

        Eventually.equal(true, () -> lost() == before + 1);
        assertThat(kept("lost", "")).isEmpty();
    }

    private static double lost() {
        return Double.parseDouble(edge.metric("afftok_postback_refusals_lost_total"));
    }

    private static boolean contentTypeRefused(String contentType) {
        return shop.post(contentType, "{}").error().encode().contains("Content-Type");
    }

    private static double unkept() {
        return Double.parseDouble(edge.metric("afftok_postbacks_unkept_total"));
    }

    /// Another advertiser with an offer and a link of the same number.
    private static void addAdvertiser(long id) {
        database.execute(
                """
                insert into accounts (id, kind, country)
                values (%1$d, 'advertiser', 'SA');
                insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
                values (%1$d, %1$d, 'Offer', 'https://shop.example.com/', 5, 'USD', 'active');
                insert into user_offers (id, promoter_id, offer_id, advertiser_id)
                values (%1$d, 2, %1$d, %1$d)
                """
                        .formatted(id));
    }

    private static String kept(String transaction, String more) {
        return database.text(
                """
                select advertiser_id || ' ' || outcome || ' ' || error_code || ' ' || proven || ' ' || reason%s
                  from received_postbacks where transaction_id = '%s'
                """
                        .formatted(more, transaction));
    }
}
