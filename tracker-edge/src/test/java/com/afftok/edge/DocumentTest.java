package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.document.OpenApi.Operation;
import com.afftok.edge.sale.Problem;
import com.afftok.shared.document.EdgeDocument;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.Json;
import io.vertx.core.json.jackson.JacksonCodec;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The OpenAPI document of the edge. The answers in all tests are checked against it, too; see
/// [DocumentedAnswers].
class DocumentTest {

    private static final String PATH = "/api/openapi.yml";

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

    @Test
    void is_served_to_anybody_and_not_again_to_who_has_it() {
        HttpResponse<String> first = edge.get(PATH);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = edge.get(PATH, "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, max-age=3600");
        assertThat(first.body()).isEqualTo(new String(EdgeDocument.read(), StandardCharsets.UTF_8));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    /// An operation without required parameters answers which are missing, and not that it does not
    /// exist.
    @Test
    void has_no_operation_that_is_not_there() {
        List<String> nowhere = new ArrayList<>();
        for (Operation operation : DocumentedAnswers.DOCUMENT.operations()) {
            HttpResponse<String> answer =
                    edge.send(
                            operation.method(),
                            operation.path().replace("{code}", RunningEdge.code(1)),
                            "Accept",
                            "application/json");
            if (answer.body().contains("\"code\":\"ROUTE_")) {
                nowhere.add(operation + " " + answer.statusCode());
            }
        }

        assertThat(nowhere).isEmpty();
    }

    @Test
    void lists_the_codes_of_all_problems() {
        JsonNode codes =
                DocumentedAnswers.DOCUMENT.at(
                        "#/components/schemas/Failure/properties/error/properties/details/items"
                                + "/properties/code/enum");

        assertThat(codes)
                .extracting(JsonNode::asText)
                .containsExactly(
                        Arrays.stream(Problem.values()).map(Problem::code).toArray(String[]::new));
    }

    @Test
    void notices_what_it_does_not_say() {
        JsonNode recorded = DocumentedAnswers.DOCUMENT.at("#/components/schemas/Recorded");
        String body =
                """
                {"success":true,"data":{"conversion_id":1,"commission":5,"currency":"USD",
                 "status":"approved"%s}}
                """;

        assertThat(problems(recorded, body.formatted(""))).isEmpty();
        assertThat(problems(recorded, body.formatted(",\"more\":1"))).isNotEmpty();
    }

    @Test
    void leaves_the_edge_the_json_of_production() {
        assertThat(Json.CODEC.getClass()).isEqualTo(JacksonCodec.class);
    }

    private static List<String> problems(JsonNode schema, String body) {
        return DocumentedAnswers.DOCUMENT.problems(schema, OpenApi.json(body));
    }
}
