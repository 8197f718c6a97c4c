package com.afftok.management.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.access.Access;
import com.afftok.management.access.Endpoints;
import com.afftok.management.answer.Idempotent;
import com.afftok.management.answer.Tagged;
import com.afftok.management.document.OpenApi.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What every operation of the document has to say, and that the document and the router speak of
/// the same operations.
final class DocumentTest {

    private static final OpenApi DOCUMENT = OpenApi.served();

    private final RunningApi api = RunningApi.shared();

    @Test
    void is_served_to_anybody() {
        HttpResponse<String> answer = api.get("/api/openapi.yml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        assertThat(answer.body()).isEqualTo(new OpenApiDocument().text());
    }

    @Test
    void is_not_sent_again_to_who_has_it() {
        String tag = api.get("/api/openapi.yml").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> answer =
                api.send(
                        api.request("/api/openapi.yml")
                                .header("If-None-Match", "\"other\", " + tag)
                                .GET());

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
    }

    @Test
    void is_openapi_3_1() throws IOException {
        try (InputStream schema =
                DocumentTest.class.getResourceAsStream("/openapi-3.1/schema.json")) {
            assertThat(
                            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                    .getSchema(Objects.requireNonNull(schema))
                                    .validate(DOCUMENT.root()))
                    .isEmpty();
        }
    }

    @Test
    void refers_to_nothing_that_is_not_there() {
        Set<String> references = new TreeSet<>();
        walk(
                DOCUMENT.root(),
                "",
                (_, node) -> {
                    if (node.path("$ref").isTextual()) {
                        references.add(node.path("$ref").asText());
                    }
                });

        assertThat(references).allMatch(reference -> reference.startsWith("#/components/"));
        assertThat(references)
                .filteredOn(reference -> DOCUMENT.at(reference).isMissingNode())
                .isEmpty();
    }

    /// The list of those that are not documented yet is empty at the end of the day.
    @Test
    void has_the_operations_of_the_router_and_no_others() throws IOException {
        Set<String> routed = new TreeSet<>();
        endpoints().keySet().forEach(routed::add);
        Set<String> documented = new TreeSet<>();
        DOCUMENT.operations().forEach(operation -> documented.add(operation.toString()));
        Set<String> missing = missing();

        assertThat(documented).as("documented, but not there").isSubsetOf(routed);
        routed.removeAll(documented);
        assertThat(routed)
                .as("there, but not documented; see openapi-missing.txt")
                .isEqualTo(missing);
    }

    @TestFactory
    Stream<DynamicTest> says_what_is_needed_to_use() {
        Map<String, Access> endpoints = endpoints();
        return DOCUMENT.operations().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.toString(),
                                () -> assertThat(flaws(operation, endpoints)).isEmpty()));
    }

    @Test
    void says_what_may_be_sent_again_and_what_has_a_tag() {
        Set<String> once = new TreeSet<>();
        Set<String> tagged = new TreeSet<>();
        for (Operation operation : DOCUMENT.operations()) {
            Set<String> names = new TreeSet<>();
            DOCUMENT.parameters(operation)
                    .forEach(parameter -> names.add(parameter.path("name").asText()));
            if (names.contains("Idempotency-Key")
                    && operation.node().path("responses").has("409")) {
                once.add(operation.toString());
            }
            if (names.contains("If-None-Match") && operation.node().path("responses").has("304")) {
                tagged.add(operation.toString());
            }
        }

        assertThat(once).isEqualTo(annotated(Idempotent.class));
        assertThat(tagged).isEqualTo(annotated(Tagged.class));
    }

    private Set<String> annotated(Class<? extends Annotation> annotation) {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.operations().forEach(operation -> documented.add(operation.toString()));
        Set<String> annotated = new TreeSet<>();
        api.part(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(annotation))
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .filter(documented::contains)
                .forEach(annotated::add);
        return annotated;
    }

    @Test
    void names_each_operation_once() {
        List<String> names =
                DOCUMENT.operations().stream()
                        .map(operation -> operation.node().path("operationId").asText())
                        .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void has_examples_that_fit_their_schemas() {
        List<String> problems = new ArrayList<>();
        walk(
                DOCUMENT.root(),
                "#",
                (place, node) -> {
                    if (!node.has("schema")) {
                        return;
                    }
                    List<JsonNode> examples = new ArrayList<>();
                    if (node.has("example")) {
                        examples.add(node.get("example"));
                    }
                    node.path("examples")
                            .forEach(example ->
                                    examples.add(DOCUMENT.resolved(example).path("value")));
                    for (JsonNode example : examples) {
                        DOCUMENT.problems(node.get("schema"), example)
                                .forEach(problem -> problems.add(place + " " + problem));
                    }
                });

        assertThat(problems).isEmpty();
    }

    private List<String> flaws(Operation operation, Map<String, Access> endpoints) {
        List<String> flaws = new ArrayList<>();
        JsonNode node = operation.node();
        for (String member : List.of("operationId", "summary", "tags", "responses")) {
            if (node.path(member).isMissingNode()) {
                flaws.add("has no " + member);
            }
        }
        node.path("tags")
                .forEach(tag -> {
                    if (DOCUMENT.root().path("tags").findValuesAsText("name").stream()
                            .noneMatch(tag.asText()::equals)) {
                        flaws.add("has a tag that document.yml doesn't know: " + tag.asText());
                    }
                });
        flaws.addAll(
                flawsOfAnswers(
                        operation, Objects.requireNonNull(endpoints.get(operation.toString()))));
        flaws.addAll(flawsOfExamples(operation));
        flaws.addAll(flawsOfParameters(operation));
        return flaws;
    }

    private static List<String> flawsOfAnswers(Operation operation, Access access) {
        Set<String> expected = new TreeSet<>();
        JsonNode node = operation.node();
        List<String> flaws = new ArrayList<>();
        if (access instanceof Access.Anyone != operation.isOpen()) {
            flaws.add("must have `security: []` exactly if it is open to anyone");
        }
        if (operation.path().startsWith("/api/")) {
            expected.add("429");
        }
        if (!operation.isOpen()) {
            expected.addAll(List.of("401", "403"));
        }
        if (node.has("requestBody")
                || DOCUMENT.parameters(operation).stream()
                        .anyMatch(parameter ->
                                Set.of("query", "path").contains(parameter.path("in").asText()))) {
            expected.add("400");
        }
        node.path("responses").fieldNames().forEachRemaining(expected::remove);
        expected.forEach(status -> flaws.add("doesn't document the answer " + status));
        if (node.path("responses").properties().stream()
                .noneMatch(answer ->
                        answer.getKey().startsWith("2") || answer.getKey().startsWith("3"))) {
            flaws.add("doesn't document success");
        }
        return flaws;
    }

    private static List<String> flawsOfExamples(Operation operation) {
        List<String> flaws = new ArrayList<>();
        flawsOfMedia(operation.node().path("requestBody"), "the request", flaws);
        operation
                .node()
                .path("responses")
                .properties()
                .forEach(answer ->
                        flawsOfMedia(answer.getValue(), "the answer " + answer.getKey(), flaws));
        return flaws;
    }

    private static void flawsOfMedia(JsonNode owner, String name, List<String> flaws) {
        DOCUMENT.resolved(owner)
                .path("content")
                .properties()
                .forEach(media -> {
                    if (media.getValue().path("schema").isMissingNode()) {
                        flaws.add(name + " has no schema");
                    }
                    boolean binary = media.getKey().startsWith("image/");
                    if (!binary
                            && !media.getValue().has("example")
                            && !media.getValue().has("examples")) {
                        flaws.add(name + " has no example");
                    }
                });
    }

    private static List<String> flawsOfParameters(Operation operation) {
        List<String> flaws = new ArrayList<>();
        Set<String> inPath = new TreeSet<>();
        for (JsonNode parameter : DOCUMENT.parameters(operation)) {
            if (parameter.path("in").asText().equals("path")) {
                inPath.add(parameter.path("name").asText());
            }
            if (parameter.path("description").isMissingNode()) {
                flaws.add("doesn't describe its parameter " + parameter.path("name").asText());
            }
        }
        Set<String> inTemplate = new TreeSet<>();
        Pattern.compile("\\{([^}]*)}")
                .matcher(operation.path())
                .results()
                .forEach(variable -> inTemplate.add(variable.group(1)));
        if (!inPath.equals(inTemplate)) {
            flaws.add("has the path parameters " + inPath + " and not " + inTemplate);
        }
        return flaws;
    }

    /// What the document is about: the operations of the API and of health.
    private Map<String, Access> endpoints() {
        Map<String, Access> endpoints = new TreeMap<>();
        api.part(Endpoints.class).all().stream()
                .filter(endpoint -> !endpoint.method().equals("HEAD"))
                .filter(endpoint ->
                        endpoint.path().startsWith("/api/")
                                || endpoint.path().startsWith("/health"))
                .forEach(endpoint ->
                        endpoints.put(
                                endpoint.method() + " " + endpoint.path(), endpoint.access()));
        return endpoints;
    }

    private static Set<String> missing() throws IOException {
        try (InputStream list = DocumentTest.class.getResourceAsStream("/openapi-missing.txt")) {
            Set<String> missing = new TreeSet<>();
            new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(missing::add);
            return missing;
        }
    }

    private static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(place, node);
        node.properties()
                .forEach(member -> walk(member.getValue(), place + "/" + member.getKey(), visitor));
        if (node.isArray()) {
            node.forEach(item -> walk(item, place + "[]", visitor));
        }
    }
}
