package com.afftok.management.platform.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeTest {

    private final RunningApi api = RunningApi.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/api/offers/999", "/api/offers/abc", "/nothing", "/odd/broken"})
    void every_answer_has_the_security_headers_and_a_request_id(String path) {
        HttpResponse<String> answer = api.get(path);

        assertThat(header(answer, "Strict-Transport-Security"))
                .isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'self'");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(answer, "X-Request-ID")).matches("req_[0-9a-f]{24}");
    }

    @Test
    void the_request_id_of_a_failure_is_the_one_of_the_header_and_never_the_clients() {
        HttpResponse<String> answer =
                api.send(api.request("/nothing").header("X-Request-ID", "req_mine").GET());

        assertThat(answer.body())
                .contains("\"request_id\":\"" + header(answer, "X-Request-ID") + "\"")
                .doesNotContain("req_mine");
    }

    @Test
    void nobody_keeps_what_the_api_answers_but_documents_and_offers_to_be_asked_for_again() {
        SignedIn user = api.signedIn(Role.PROMOTER);

        for (String path : List.of("/api/profile", "/api/auth/me", "/api/nothing")) {
            assertThat(header(user.get(path), "Cache-Control")).as(path).isEqualTo("no-store");
        }
        assertThat(header(api.get("/api/profile"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(api.post("/api/auth/login", "{}"), "Cache-Control"))
                .isEqualTo("no-store");
        for (String path : List.of("/api/offers", "/api/openapi.yml")) {
            assertThat(api.get(path).headers().allValues("Cache-Control"))
                    .containsExactly("private, no-cache");
        }
    }

    @Test
    void an_unknown_path_is_404() {
        assertFailure(api.get("/api/nothing"), 404, "ROUTE_001");
    }

    @Test
    void a_wrong_method_is_405_and_names_the_right_ones() {
        HttpResponse<String> answer = api.send(api.request("/health").DELETE());

        assertFailure(answer, 405, "ROUTE_002");
        assertThat(header(answer, "Allow")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"gzip, Content-Encoding", "deflate, body"})
    void a_body_that_is_not_compressed_as_it_says_is_400(String encoding, String field) {
        HttpResponse<String> answer =
                api.send(
                        api.request("/api/auth/login")
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", encoding)
                                .POST(BodyPublishers.ofString("{\"email\":\"a@example.com\"}")));

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "search=%ff, search",
        "search=a%c0%afb, search",
        "page=1&search=%ED%A0%80, search",
        "%ff=1, query"
    })
    void a_query_that_is_no_utf_8_is_400(String query, String field) {
        HttpResponse<String> answer = api.get("/api/offers?" + query);

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void a_query_in_any_language_is_welcome() {
        assertThat(api.get("/api/offers?search=%D8%B3%D9%84%F0%9F%98%80+100%25").statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_unexpected_exception_is_500_and_tells_nothing() {
        HttpResponse<String> answer = api.get("/odd/broken");

        assertFailure(answer, 500, "SERVER_001");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("NumberFormat");
    }

    @Test
    void what_a_deadlock_has_ended_is_503_and_may_be_sent_again() {
        HttpResponse<String> answer = api.get("/odd/deadlock");

        assertFailure(answer, 503, "DB_002");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"customer"                                                    | body
                    {"customer":"a" "colour":"RED"}                                | body
                    [1,2]                                                          | body
                    {"customer":"a","colour":"GREEN"}                              | colour
                    {"customer":"a","placed_at":"yesterday"}                       | placed_at
                    {"customer":"a","order_lines":7}                               | order_lines[0]
                    {"customer":"a","order_lines":[{"quantity":1},{"quantity":"x"}]} | order_lines[1].quantity
                    {"customer":"a","order_lines":[{"quantity":-1}]}               | order_lines[0]
                    {"customer":"a","order_lines":[{"unit_price":"x"}]}            | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":"12"}]}           | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":true}]}           | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":[12]}]}           | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":1e400}]}          | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":1e-400}]}         | order_lines[0].unit_price
                    {"customer":"a","order_lines":[{"unit_price":1e99999999999}]}  | order_lines[0].unit_price
                    {"customer":"a"} x                                             | body
                    {"customer":"a"}{"customer":"b"}                               | body
                    {"customer":"a"},                                              | body
                    {"customer":"a"}]                                              | body
                    {"customer":"a","customer":"a"}                                | customer
                    {"customer":"a","cust\\u006fmer":"b"}                          | customer
                    {"customer":"a","order_lines":[{"quantity":1},{"quantity":1,"quantity":2}]} | order_lines[1].quantity
                    {"customer":"a","nobody":{"knows":1,"knows":2}}                | nobody.knows
                    """)
    void an_unreadable_body_is_400_with_the_field_named(String body, String field) {
        HttpResponse<String> answer = api.post("/odd/orders", body);

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"").doesNotContain("secret");
    }

    @Test
    void a_number_is_read_to_its_last_digit() {
        HttpResponse<String> answer =
                api.post(
                        "/odd/orders",
                        """
                        {"customer":"a","colour":"RED","placed_at":"2026-01-31T12:00:00Z",
                         "order_lines":[{"quantity":1,"unit_price":1234567890123456789.0123456789012345678}]}
                        """);

        assertThat(answer.body())
                .contains("\"unit_price\":1234567890123456789.0123456789012345678}");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 400, 5_000, 100_000})
    void a_number_of_too_many_digits_is_400_with_the_field_named(int digits) {
        String number = "9".repeat(digits);

        HttpResponse<String> answer =
                api.post("/odd/orders", "{\"order_lines\":[{\"unit_price\":" + number + "}]}");

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body()).contains("\"field\":\"order_lines[0].unit_price\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void what_is_nested_ten_thousand_levels_deep_is_400(String level) {
        assertFailure(api.post("/odd/orders", level.repeat(10_000)), 400, "VALID_001");
    }

    @Test
    void a_body_that_is_not_utf_8_is_400() {
        for (String bytes : new String[] {"\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080"}) {
            HttpResponse<String> answer =
                    api.send(
                            api.request("/odd/orders")
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"customer\":\"" + bytes + "\"}",
                                                    StandardCharsets.ISO_8859_1)));

            assertFailure(answer, 400, "VALID_001");
            assertThat(answer.body()).contains("\"field\":\"body\"", "must be UTF-8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',page_number,required,is required",
        "?page_number=x,page_number,not_a_whole_number,must be a whole number",
        "?page_number=%2B1,page_number,not_a_whole_number,must be a whole number",
        "?page_number=%D9%A1,page_number,not_a_whole_number,must be a whole number",
        "?page_number=99999999999,page_number,not_a_whole_number,must be a whole number",
        "?page_number=1&colour=green,colour,not_one_of,'must be one of red, blue'"
    })
    void an_unreadable_parameter_is_400_with_the_field_named(
            String query, String field, String code, String message) {
        HttpResponse<String> answer = api.get("/odd/pages" + query);

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body())
                .contains(
                        "{\"field\":\"" + field + "\",\"code\":\"" + code + "\",\"params\":",
                        "\"message\":\"" + message + "\"}");
    }

    @Test
    void all_fields_of_a_body_are_parsed_and_all_that_is_wrong_is_told() {
        String wrong = "{\"sender\":\"too long\",\"weight\":31}";

        HttpResponse<String> body = api.post("/odd/parcels", wrong);
        HttpResponse<String> query = api.get("/odd/parcels?sender=too%20long&weight=31");

        for (HttpResponse<String> answer : List.of(body, query)) {
            assertFailure(answer, 400, "VALID_001");
            assertThat(answer.body())
                    .contains(
                            """
                            "details":[{"field":"sender","code":"wrong_length",\
                            "params":{"min":1,"max":5},"message":"must have 1 to 5 characters"},\
                            {"field":"weight","code":"out_of_range",\
                            "params":{"min":1,"max":30},"message":"must be from 1 to 30"}]\
                            """);
        }
    }

    @Test
    void what_is_wrong_with_a_record_in_a_record_is_told_wherever_it_stands() {
        String wrong = "{\"sender\":\"\"}";

        HttpResponse<String> member = api.post("/odd/shipments", "{\"parcel\":" + wrong + "}");
        HttpResponse<String> item =
                api.post("/odd/shipments", "{\"parcel\":{},\"others\":[{}," + wrong + "]}");

        for (HttpResponse<String> answer : List.of(member, item)) {
            assertFailure(answer, 400, "VALID_001");
            assertThat(answer.body()).contains("\"field\":\"sender\"", "\"code\":\"wrong_length\"");
        }
    }

    @Test
    void a_parsed_request_has_its_defaults_and_no_blanks_around_names() {
        assertThat(api.post("/odd/parcels", "{\"sender\":\" me \"}").body())
                .contains("\"sender\":\"me\",\"weight\":2");
        assertThat(api.get("/odd/parcels?sender=me").body())
                .contains("\"sender\":\"me\",\"weight\":2");
    }

    @Test
    void a_body_that_is_not_json_is_415() {
        HttpResponse<String> answer =
                api.send(
                        api.request("/odd/orders")
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString("a,b")));

        assertFailure(answer, 415, "VALID_001");
        assertThat(answer.body()).contains("Content-Type");
    }

    @Test
    void a_body_of_a_type_that_is_none_is_not_taken_for_json() {
        HttpResponse<String> answer =
                api.send(
                        api.request("/odd/orders")
                                .header("Content-Type", "nonsense")
                                .POST(BodyPublishers.ofString("{\"customer\":\"a\"}")));

        assertFailure(answer, 400, "VALID_001");
        assertThat(answer.body()).contains("\"field\":\"Content-Type\"");
    }

    @Test
    void a_body_over_1_mebibyte_is_413() {
        String tooMuch = "\"" + "x".repeat(1024 * 1024) + "\"";

        assertFailure(api.post("/odd/orders", tooMuch), 413, "VALID_002");
    }

    @Test
    void a_body_of_unknown_length_over_1_mebibyte_is_413() {
        byte[] tooMuch = ("\"" + "x".repeat(1024 * 1024) + "\"").getBytes(StandardCharsets.UTF_8);

        assertFailure(
                api.send(
                        api.request("/odd/orders")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(tooMuch)))),
                413,
                "VALID_002");
    }

    @Test
    void an_address_that_is_none_is_400_in_the_envelope() throws IOException {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Request-ID: req_", "X-Frame-Options: DENY", "\"VALID_001\"");
    }

    @Test
    void headers_that_are_too_long_are_413_in_the_envelope() throws IOException {
        String tooMuch = "x".repeat(32 * 1024);

        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + tooMuch + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("X-Request-ID: req_", "X-Frame-Options: DENY", "\"VALID_002\"");
    }

    @Test
    void what_is_not_http_is_refused_in_the_envelope() throws IOException {
        assertThat(raw("HELO example.com\r\n\r\n"))
                .startsWith("HTTP/1.")
                .contains("X-Request-ID: req_", "\"VALID_001\"");
    }

    @Test
    void head_is_answered_as_get_without_a_body() {
        HttpResponse<String> answer = api.send(api.request("/health").HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "X-Request-ID")).startsWith("req_");
    }

    /// Sends raw bytes that a client library would not send.
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertFailure(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.body())
                .startsWith(
                        "{\"success\":false,\"error\":{\"code\":\"" + code + "\",\"message\":\"")
                .endsWith("\"request_id\":\"" + header(answer, "X-Request-ID") + "\"}");
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("absent");
    }
}
