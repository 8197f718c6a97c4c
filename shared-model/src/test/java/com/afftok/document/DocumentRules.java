package com.afftok.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The rules of all our OpenAPI documents.
public final class DocumentRules {

    private final OpenApi document;

    private DocumentRules(OpenApi document) {
        this.document = document;
    }

    /// The rules as tests of a document; rules of operations are one test each.
    public static Stream<DynamicTest> tests(OpenApi document) {
        DocumentRules rules = new DocumentRules(document);
        return Stream.concat(
                Stream.of(
                        DynamicTest.dynamicTest("is OpenAPI 3.1", rules::isOpenApi),
                        DynamicTest.dynamicTest(
                                "refers to nothing that is not there", rules::hasAllItRefersTo),
                        DynamicTest.dynamicTest(
                                "names each operation once", rules::namesEachOperationOnce),
                        DynamicTest.dynamicTest(
                                "has examples that fit their schemas", rules::hasExamplesThatFit)),
                document.operations().stream()
                        .map(operation ->
                                DynamicTest.dynamicTest(
                                        operation + " says what is needed to use it",
                                        () -> assertThat(rules.flaws(operation)).isEmpty())));
    }

    private void isOpenApi() throws IOException {
        try (InputStream schema =
                DocumentRules.class.getResourceAsStream("/openapi-3.1/schema.json")) {
            assertThat(
                            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                                    .getSchema(Objects.requireNonNull(schema))
                                    .validate(document.root()))
                    .isEmpty();
        }
    }

    private void hasAllItRefersTo() {
        Set<String> references = new TreeSet<>();
        walk(
                document.root(),
                "",
                (_, node) -> {
                    if (node.path("$ref").isTextual()) {
                        references.add(node.path("$ref").asText());
                    }
                });

        assertThat(references).allMatch(reference -> reference.startsWith("#/components/"));
        assertThat(references)
                .filteredOn(reference -> document.at(reference).isMissingNode())
                .isEmpty();
    }

    private void namesEachOperationOnce() {
        List<String> names =
                document.operations().stream()
                        .map(operation -> operation.node().path("operationId").asText())
                        .toList();

        assertThat(names).doesNotHaveDuplicates();
    }

    private void hasExamplesThatFit() {
        List<String> problems = new ArrayList<>();
        walk(
                document.root(),
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
                                    examples.add(document.resolved(example).path("value")));
                    for (JsonNode example : examples) {
                        document.problems(node.get("schema"), example)
                                .forEach(problem -> problems.add(place + " " + problem));
                    }
                });

        assertThat(problems).isEmpty();
    }

    private List<String> flaws(Operation operation) {
        List<String> flaws = new ArrayList<>();
        JsonNode node = operation.node();
        for (String member : List.of("operationId", "summary", "tags", "responses")) {
            if (node.path(member).isMissingNode()) {
                flaws.add("has no " + member);
            }
        }
        node.path("tags")
                .forEach(tag -> {
                    if (document.root().path("tags").findValuesAsText("name").stream()
                            .noneMatch(tag.asText()::equals)) {
                        flaws.add("has a tag that the document doesn't know: " + tag.asText());
                    }
                });
        flaws.addAll(flawsOfExamples(operation));
        flaws.addAll(flawsOfParameters(operation));
        return flaws;
    }

    private List<String> flawsOfExamples(Operation operation) {
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

    private void flawsOfMedia(JsonNode owner, String name, List<String> flaws) {
        document.resolved(owner)
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

    private List<String> flawsOfParameters(Operation operation) {
        List<String> flaws = new ArrayList<>();
        Set<String> inPath = new TreeSet<>();
        for (JsonNode parameter : document.parameters(operation)) {
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

    private static void walk(JsonNode node, String place, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(place, node);
        node.properties()
                .forEach(member -> walk(member.getValue(), place + "/" + member.getKey(), visitor));
        if (node.isArray()) {
            node.forEach(item -> walk(item, place + "[]", visitor));
        }
    }
}
