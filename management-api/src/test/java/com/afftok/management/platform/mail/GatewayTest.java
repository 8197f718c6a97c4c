package com.afftok.management.platform.mail;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.afftok.management.RunningApi;
import com.afftok.shared.config.MessageGateway;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages on their way through a real HTTP gateway.
final class GatewayTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String NUMBER = "+966501234567";

    /// Everything that could end a value, or begin another one.
    private static final String TEXT = "رمزك 123456 & \"{to}\" \\ {text}\r\nX-Other: 1 =%26+#😀";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    private record Received(
            String method, String target, String type, String authorization, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void an_address_has_both_values_percent_encoded() throws Exception {
        send("/send?key=s3cr3t&to={to}&text={text}", "", "");

        assertThat(received)
                .containsExactly(
                        new Received(
                                "GET",
                                "/send?key=s3cr3t&to=%2B966501234567&text="
                                        + "%D8%B1%D9%85%D8%B2%D9%83%20123456%20%26%20%22%7Bto%7D%22%20%5C%20"
                                        + "%7Btext%7D%0D%0AX-Other%3A%201%20%3D%2526%2B%23%F0%9F%98%80",
                                "null",
                                "null",
                                ""));
    }

    @Test
    void a_json_body_has_both_values_as_texts() throws Exception {
        send("/messages", "{\"to\":\"{to}\",\"body\":{\"text\":\"{text}\"}}", "Bearer s3cr3t");

        assertThat(received)
                .containsExactly(
                        new Received(
                                "POST",
                                "/messages",
                                "application/json",
                                "Bearer s3cr3t",
                                "{\"to\":\"+966501234567\",\"body\":{\"text\":\"رمزك 123456 & \\\"{to}\\\" \\\\ {text}"
                                        + "\\u000d\\u000aX-Other: 1 =%26+#😀\"}}"));
    }

    @Test
    void a_form_has_both_values_encoded() throws Exception {
        send("/messages", "From=AffTok&To={to}&Body={text}", "Basic czNjcjN0");

        assertThat(received.getFirst().type()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(received.getFirst().body())
                .startsWith("From=AffTok&To=%2B966501234567&Body=%D8%B1")
                .endsWith("%0D%0AX-Other%3A%201%20%3D%2526%2B%23%F0%9F%98%80");
    }

    @ParameterizedTest
    @CsvSource({
        "302, SERVER",
        "400, RECIPIENT_FOR_EVER",
        "401, RECIPIENT_FOR_EVER",
        "404, RECIPIENT_FOR_EVER",
        "408, SERVER",
        "429, SERVER",
        "500, SERVER",
        "503, SERVER"
    })
    void an_answer_determines_whether_the_message_is_tried_again(
            int code, Mailer.NotSent.Whose whose) {
        status = code;

        Mailer.NotSent failure =
                catchThrowableOfType(
                        Mailer.NotSent.class, () -> send("/?to={to}&text={text}", "", ""));

        assertThat(failure.whose()).isEqualTo(whose);
        assertThat(failure.reason()).contains(String.valueOf(code)).doesNotContain("966", "123456");
        assertThat(received).hasSize(1);
    }

    @Test
    void a_gateway_that_is_away_is_tried_again() {
        server.stop(0);

        assertThatThrownBy(() -> send("/?to={to}&text={text}", "", ""))
                .isInstanceOfSatisfying(
                        Mailer.NotSent.class,
                        failure -> {
                            assertThat(failure.whose()).isEqualTo(Mailer.NotSent.Whose.SERVER);
                            assertThat(failure.reason())
                                    .isEqualTo(
                                            "the gateway could not be reached: ConnectException");
                        });
    }

    @Test
    void a_code_arrives_while_the_mail_server_is_silent_and_only_in_served_countries()
            throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, LOOPBACK);
                RunningApi api =
                        RunningApi.own(
                                Map.of(
                                        "SMTP_URL",
                                        "smtp://127.0.0.1:%d?starttls=off"
                                                .formatted(silent.getLocalPort()),
                                        "MAIL_FROM",
                                        "hello@shop.example",
                                        "SMS_GATEWAY",
                                        url("/send?to={to}&text={text}"),
                                        "SMS_COUNTRIES",
                                        "SA, AE"))) {
            api.sql(
                    """
                    insert into mails (kind, recipient, message, give_up_at)
                    values ('new_device', 'ali@example.com', '\\x00', now() + interval '1 day')
                    """);
            eventually(
                    "a mail is on its way",
                    () -> api.sql("select count(*) from mails where attempts = 1") == 1);

            assertThat(api.post("/api/auth/send-otp", "{\"phone\":\"+201001234567\"}").body())
                    .contains("VALID_001", "\"code\":\"not_served\"");
            assertThat(
                            api.post(
                                            "/api/auth/send-otp",
                                            "{\"phone\":\"%s\",\"channel\":\"whatsapp\"}"
                                                    .formatted(NUMBER))
                                    .body())
                    .contains("\"field\":\"channel\"", "not_one_of", "\"values\":[\"sms\"]");
            assertThat(
                            api.post("/api/auth/send-otp", "{\"phone\":\"%s\"}".formatted(NUMBER))
                                    .statusCode())
                    .isEqualTo(200);

            eventually("a code arrives", () -> received.size() == 1);
            assertThat(received.getFirst().target())
                    .matches(
                            "/send\\?to=%2B966501234567&text=\\d{6}%20is%20your%20AffTok%20code.*");
            status = 503;
            api.sql("update otp_requests set created_at = created_at - interval '31 seconds'");
            api.post("/api/auth/send-otp", "{\"phone\":\"%s\"}".formatted(NUMBER));
            eventually(
                    "it is tried again later",
                    () ->
                            api.sql(
                                            """
                                            select count(*) from mails
                                             where channel = 'sms' and error = 'the gateway answered 503'
                                               and message is not null
                                            """)
                                    == 1);
            status = 202;
            api.sql(
                    "update mails set next_attempt_at = now() where channel = 'sms' and finished_at is null");
            eventually(
                    "it is sent",
                    () ->
                            api.sql(
                                            """
                                            select count(*) from mails
                                             where channel = 'sms' and finished_at is not null and error is null
                                            """)
                                    == 2);
        }
    }

    private void send(String path, String body, String authorization) throws Mailer.NotSent {
        new GatewayMailer(new MessageGateway(url(path), body, authorization))
                .send(1, NUMBER, new MailText("", TEXT));
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }
}
