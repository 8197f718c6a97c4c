package com.afftok.management.platform.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// CORS, caching and compression.
final class BrowsersTest {

    private static final String FRIEND = "https://app.example.com";

    private static RunningApi api;

    @BeforeAll
    static void start() {
        api = RunningApi.own(Map.of("CORS_ORIGINS", FRIEND + ", http://localhost:3000"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void pages_of_listed_origins_may_ask_and_read() {
        HttpResponse<String> asked = preflight(FRIEND, "PUT", "/api/profile");
        HttpResponse<String> answer =
                api.send(api.request("/api/profile").header("Origin", FRIEND).GET());

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(header(asked, "Access-Control-Allow-Methods")).contains("PUT");
        assertThat(asked.headers().allValues("Access-Control-Allow-Headers").toString())
                .containsIgnoringCase("authorization");
        assertThat(header(asked, "Access-Control-Max-Age")).isEqualTo("3600");
        assertThat(header(asked, "Access-Control-Allow-Credentials")).isEqualTo("absent");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(FRIEND);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("absent");
        assertThat(header(answer, "Vary")).contains("Origin");
        assertThat(answer.headers().allValues("Access-Control-Expose-Headers").toString())
                .contains("X-Request-ID", "X-RateLimit-Remaining", "Retry-After", "ETag");
    }

    @Test
    void pages_of_other_origins_may_not() {
        for (String stranger :
                new String[] {
                    "https://evil.example.com",
                    "null",
                    FRIEND + ".evil.com",
                    "http://app.example.com"
                }) {
            HttpResponse<String> asked = preflight(stranger, "PUT", "/api/profile");
            HttpResponse<String> answer =
                    api.send(api.request("/api/profile").header("Origin", stranger).GET());

            assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("absent");
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("absent");
        }
    }

    @Test
    void nobody_may_where_no_origin_is_listed() {
        HttpResponse<String> answer =
                RunningApi.shared()
                        .send(
                                RunningApi.shared()
                                        .request("/api/profile")
                                        .header("Origin", FRIEND)
                                        .GET());

        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("absent");
    }

    @Test
    void long_answers_are_compressed_for_those_who_want_it() throws IOException {
        byte[] answer = raw("/api/openapi.yml", "Accept-Encoding: gzip");
        String head = head(answer);

        assertThat(head).containsIgnoringCase("content-encoding: gzip");
        assertThat(head(raw("/api/openapi.yml", "X-Nothing: 1")))
                .doesNotContainIgnoringCase("content-encoding");
        assertThat(head(raw("/health", "Accept-Encoding: gzip")))
                .doesNotContainIgnoringCase("content-encoding");
    }

    @Test
    void what_is_known_is_not_sent_again_compressed_or_not() throws IOException {
        for (String encoding : new String[] {"gzip", "identity"}) {
            String wanted = "Accept-Encoding: " + encoding;
            String tag =
                    head(raw("/api/openapi.yml", wanted)).replaceAll("(?s).*ETag: (\\S+).*", "$1");

            assertThat(head(raw("/api/openapi.yml", wanted + "\r\nIf-None-Match: " + tag)))
                    .startsWith("HTTP/1.1 304 ");
        }
    }

    @Test
    void pages_come_compressed_or_not_as_wanted() throws IOException {
        byte[] answer = raw("/docs/start.js", "Accept-Encoding: gzip");
        int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;

        String script =
                new String(
                        new GZIPInputStream(
                                        new ByteArrayInputStream(
                                                answer, body, answer.length - body))
                                .readAllBytes(),
                        StandardCharsets.UTF_8);

        assertThat(script).isEqualTo(api.get("/docs/start.js").body()).contains("SwaggerUIBundle");
        assertThat(api.get("/docs/other.js").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html, text/html; charset=utf-8",
        "/docs/start.js, text/javascript, text/javascript; charset=utf-8",
        "/docs/swagger-ui.css, text/css, text/css; charset=utf-8",
        "/docs/favicon-32x32.png, image/png, image/png",
        "/docs/edge.yml, application/yaml, application/yaml",
        "/api/openapi.yml, application/yaml, application/yaml",
    })
    void pages_are_for_those_who_accept_their_type_alone(
            String path, String accepted, String type) {
        HttpResponse<String> answer =
                api.send(api.request(path).setHeader("Accept", accepted).GET());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "ETag")).isNotEqualTo("absent");
    }

    @Test
    void a_page_that_is_missing_is_json() {
        HttpResponse<String> answer =
                api.send(api.request("/docs/other.js").setHeader("Accept", "text/html").GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).contains("ROUTE_001");
    }

    @Test
    void head_is_answered_as_get_without_a_body() {
        HttpResponse<String> answer = api.send(api.request("/api/openapi.yml").HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(header(answer, "ETag")).isEqualTo(header(api.get("/api/openapi.yml"), "ETag"));
    }

    private static HttpResponse<String> preflight(String origin, String method, String path) {
        return api.send(
                api.request(path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", method)
                        .header("Access-Control-Request-Headers", "authorization, content-type")
                        .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("absent");
    }

    private static String head(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
    }

    /// The raw bytes.
    private static byte[] raw(String path, String header) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET %s HTTP/1.1\r\nHost: a\r\n%s\r\nConnection: close\r\n\r\n"
                            .formatted(path, header);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
