package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that the server cannot parse are answered like other invalid requests.
class InvalidRequestsTest {

    private static RunningServers servers;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        edge = servers.edge();
    }

    @AfterAll
    static void stop() throws Exception {
        edge.close();
        servers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /c/%s, 414 Request-URI Too Long, ROUTE_003",
        "'GET /c/x HTTP/1.1\r\nX-Long: %s\r\nX:', 431 Request Header Fields Too Large, ROUTE_004",
        "'GET /c/x HTTP/1.1\r\nno header at all %s', 400 Bad Request, VALID_001",
    })
    void has_the_headers_and_the_form_that_all_answers_have(
            String request, String status, String code) throws Exception {
        String filling = code.equals("VALID_001") ? "" : "A".repeat(20_000);

        String answer = edge.raw(request.formatted(filling));

        assertThat(answer)
                .contains(" " + status + "\r\n")
                .containsIgnoringCase("\r\nX-Request-ID: req_")
                .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                .containsIgnoringCase("\r\nX-Frame-Options: DENY\r\n")
                .containsIgnoringCase("\r\nContent-Security-Policy: default-src 'self'\r\n")
                .containsIgnoringCase(
                        "\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains\r\n")
                .containsIgnoringCase("\r\nReferrer-Policy: ")
                .contains("\"code\":\"" + code + "\"");
    }
}
