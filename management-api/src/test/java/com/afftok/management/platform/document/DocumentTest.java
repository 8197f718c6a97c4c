package com.afftok.management.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.DocumentRules;
import com.afftok.document.OpenApi;
import com.afftok.document.OpenApi.Operation;
import com.afftok.management.RunningApi;
import com.afftok.management.Standing;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.guard.Access;
import com.afftok.management.access.guard.Endpoints;
import com.afftok.management.platform.answer.Tagged;
import com.afftok.management.platform.idempotency.Idempotent;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The required parts of every operation, and that document and router have the same operations.
final class DocumentTest {

    private static final OpenApi DOCUMENT = ServedDocument.get();
    private static final ContractedRoles CONTRACT = new ContractedRoles();

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

    /// The list of undocumented operations must be empty.
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
    Stream<DynamicTest> keeps_the_rules_of_every_document() {
        return DocumentRules.tests(DOCUMENT);
    }

    @TestFactory
    Stream<DynamicTest> says_what_is_needed_to_use() {
        Map<String, Access> endpoints = endpoints();
        return DOCUMENT.operations().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.toString(),
                                () ->
                                        assertThat(
                                                        flawsOfAnswers(
                                                                operation,
                                                                Objects.requireNonNull(
                                                                        endpoints.get(
                                                                                operation
                                                                                        .toString()))))
                                                .isEmpty()));
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

    private static List<String> flawsOfAnswers(Operation operation, Access access) {
        Set<String> expected = new TreeSet<>();
        JsonNode node = operation.node();
        List<String> flaws = new ArrayList<>();
        if (access instanceof Access.Anyone != operation.isOpen()) {
            flaws.add("must have `security: []` exactly if it is open to anyone");
        }
        for (Standing standing : Standing.all()) {
            boolean admits = access instanceof Access.Holders holders && admits(holders, standing);
            if (!operation.isOpen() && admits != CONTRACT.admit(standing, operation)) {
                flaws.add("the contract has others than its endpoint admits: " + standing);
            }
        }
        expected.addAll(List.of("400", "405", "406", "413", "500"));
        if (operation.path().startsWith("/api/")) {
            expected.addAll(List.of("429", "503"));
        }
        if (!(access instanceof Access.Anyone) || operation.node().path("security").size() > 1) {
            expected.addAll(List.of("401", "403"));
        }
        if (node.has("requestBody")) {
            expected.add("415");
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

    private static boolean admits(Access.Holders holders, Standing standing) {
        MemberRole member = standing.member();
        return member == null
                ? holders.admits(standing.role())
                : holders.admits(standing.role(), member);
    }

    /// The endpoints that the document must describe: those of the API and of health.
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
}
