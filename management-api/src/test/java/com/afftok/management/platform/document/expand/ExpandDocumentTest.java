package com.afftok.management.platform.document.expand;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The short form of parts, and its expansion.
final class ExpandDocumentTest {

    private final OpenApi document = Things.expanded();

    private JsonNode operation(String method, String path) {
        return document.find(method, path).orElseThrow().node();
    }

    private static JsonNode json(String text) {
        return OpenApi.json(text.replace('\'', '"'));
    }

    private static JsonNode content(JsonNode of) {
        return of.path("content").path("application/json");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void an_operation_gets_id_summary_and_the_tag_of_its_part() {
        JsonNode listed = operation("GET", "/api/things");

        assertThat(listed.path("operationId").asText()).isEqualTo("listThings");
        assertThat(listed.path("summary").asText()).isEqualTo("Things");
        assertThat(listed.path("tags")).isEqualTo(json("['Things']"));
    }

    @Test
    void says_who_may_call() {
        JsonNode made = operation("POST", "/api/things");
        JsonNode shown = operation("GET", "/api/things/7");
        JsonNode replaced = operation("PUT", "/api/things/7");

        assertThat(operation("GET", "/api/things").path("description").asText())
                .isEqualTo(
                        "Open to promoters and advertisers, and to administrators with `things`.");
        assertThat(made.path("description").asText())
                .isEqualTo("It stays.\n\nOpen to administrators with `things`.");
        assertThat(made.path("x-who")).isEqualTo(json("['things']"));
        assertThat(made.has("security")).isFalse();
        assertThat(shown.path("security")).isEqualTo(json("[]"));
        assertThat(replaced.path("security")).isEqualTo(json("[{}, {'token': []}]"));
    }

    @Test
    void has_the_answers_that_all_of_its_kind_have() {
        assertThat(names(operation("GET", "/api/things").path("responses")))
                .containsExactly(
                        "200", "400", "401", "403", "405", "406", "413", "429", "500", "503");
        assertThat(names(operation("GET", "/api/things/7").path("responses")))
                .as("with an id and a tag, open to anyone")
                .containsExactly(
                        "200", "304", "400", "404", "405", "406", "413", "429", "500", "503");
        assertThat(names(operation("PUT", "/api/things/7").path("responses")))
                .as("with a body, and open to anyone, but a token is looked at")
                .contains("401", "403", "404", "415");
        assertThat(names(operation("DELETE", "/api/things/7").path("responses")))
                .as("with a key")
                .contains("409");
        assertThat(names(operation("POST", "/api/things").path("responses")))
                .contains("201", "404", "409", "415")
                .doesNotContain("200");
        assertThat(names(operation("GET", "/state").path("responses")))
                .as("not of the API")
                .containsExactly("200", "400", "405", "406", "413", "500", "503");
        assertThat(operation("GET", "/api/things").at("/responses/400"))
                .isEqualTo(json("{'$ref': '#/components/responses/Invalid'}"));
    }

    @Test
    void a_tag_and_a_key_have_their_headers() {
        assertThat(names(operation("GET", "/api/things/7").at("/responses/200/headers")))
                .containsExactly("ETag");
        assertThat(names(operation("POST", "/api/things").at("/responses/201/headers")))
                .containsExactly("Idempotency-Replayed");
    }

    @Test
    void takes_the_parameters_of_its_path_and_of_its_pages() {
        assertThat(operation("GET", "/api/things").path("parameters"))
                .isEqualTo(
                        json(
                                """
                                [{'$ref': '#/components/parameters/Page'},
                                 {'$ref': '#/components/parameters/Limit'},
                                 {'name': 'kind', 'in': 'query', 'description': 'Of this kind.',
                                  'schema': {'type': 'string', 'enum': ['big', 'small']}, 'example': 'big'}]
                                """));
        assertThat(operation("GET", "/api/things/7/events/8").path("parameters"))
                .isEqualTo(
                        json(
                                """
                                [{'$ref': '#/components/parameters/Id'},
                                 {'$ref': '#/components/parameters/Cursor'},
                                 {'$ref': '#/components/parameters/Limit'},
                                 {'name': 'event', 'in': 'path', 'required': true, 'description': 'The event.',
                                  'schema': {'$ref': '#/components/schemas/Id'}, 'example': 7}]
                                """));
    }

    @Test
    void a_body_is_required_and_its_example_has_what_is_required_or_has_an_example() {
        JsonNode body = operation("POST", "/api/things").path("requestBody");

        assertThat(body.path("required").asBoolean()).isTrue();
        assertThat(content(body))
                .isEqualTo(
                        json(
                                """
                                {'schema': {'$ref': '#/components/schemas/ThingRequest'}, 'example': {'name': 'a thing'}}
                                """));
        assertThat(
                        operation("PUT", "/api/things/7")
                                .path("requestBody")
                                .path("required")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void an_answer_is_in_the_envelope_with_the_example_of_its_schema() {
        JsonNode answer = operation("GET", "/api/things/7").at("/responses/200");

        assertThat(answer.path("description").asText()).isEqualTo("A thing.");
        assertThat(content(answer))
                .isEqualTo(
                        json(
                                """
                                {'schema': {'allOf': [{'$ref': '#/components/schemas/Success'},
                                     {'properties': {'data': {'$ref': '#/components/schemas/Thing'}}}]},
                                 'example': {'success': true, 'data': {'id': 7, 'name': 'a thing', 'size': 3,
                                     'colour': 'blue', 'note': null, 'owner_id': null,
                                     'made_at': '2026-01-31T12:00:00Z', 'ended_at': null, 'parts': [7], 'tags': ['a'],
                                     'inner': {'on': false, 'what': 7}}}}
                                """));
        assertThat(content(operation("GET", "/state").at("/responses/200")))
                .isEqualTo(
                        json(
                                "{'schema': {'$ref': '#/components/schemas/State'}, 'example': {'word': 'up'}}"));
        assertThat(operation("DELETE", "/api/things/7").at("/responses/200"))
                .isEqualTo(json("{'$ref': '#/components/responses/Done'}"));
    }

    @Test
    void an_answer_may_say_what_is_different_in_it() {
        JsonNode answer = operation("PUT", "/api/things/7").at("/responses/200");

        assertThat(answer.path("description").asText()).isEqualTo("As it is now.");
        assertThat(content(answer).at("/example/data/size").asInt()).isEqualTo(9);
        assertThat(content(answer).at("/example/data/name").asText()).isEqualTo("a thing");
    }

    @Test
    void a_list_comes_with_what_tells_of_its_rest() {
        JsonNode page = content(operation("GET", "/api/things").at("/responses/200"));
        JsonNode cursor = content(operation("GET", "/api/things/7/events/8").at("/responses/200"));

        assertThat(page.at("/schema/allOf/1/properties/data"))
                .isEqualTo(
                        json(
                                """
                                {'type': 'object', 'properties': {
                                   'things': {'type': 'array', 'items': {'$ref': '#/components/schemas/Thing'}},
                                   'pagination': {'$ref': '#/components/schemas/Pagination'}},
                                 'required': ['things', 'pagination'], 'additionalProperties': false}
                                """));
        assertThat(page.at("/example/data/things/0/id").asInt()).isEqualTo(7);
        assertThat(page.at("/example/data/pagination/page").asInt()).isEqualTo(1);
        assertThat(names(cursor.at("/schema/allOf/1/properties/data/properties")))
                .containsExactly("events", "next_cursor");
    }

    @Test
    void a_failure_of_its_own_has_its_example() {
        JsonNode taken = operation("POST", "/api/things").at("/responses/409");
        JsonNode down = operation("GET", "/state").at("/responses/503");

        assertThat(taken.path("description").asText()).isEqualTo("The name is taken.");
        assertThat(content(taken).at("/example/error"))
                .isEqualTo(
                        json(
                                """
                                {'code': 'STATE_003', 'message': 'Taken.', 'details': [{'field': 'name', 'code': 'taken',
                                 'params': {}, 'message': 'is taken'}]}
                                """));
        assertThat(content(down))
                .isEqualTo(
                        json(
                                "{'schema': {'$ref': '#/components/schemas/State'}, 'example': {'word': 'down'}}"));
    }

    @Test
    void what_is_openapi_already_stays_as_it_is() {
        JsonNode picture = operation("GET", "/api/picture");

        assertThat(picture.at("/responses/200"))
                .isEqualTo(
                        json(
                                "{'description': 'The picture.', 'content': {'image/png': {'schema': {'type': 'string'}}}}"));
        assertThat(picture.path("x-own").asInt()).isEqualTo(1);
    }

    @Test
    void paths_may_be_there_under_another_name() {
        assertThat(operation("GET", "/api/old/things").path("operationId").asText())
                .isEqualTo("listThingsOld");
        assertThat(operation("GET", "/api/old/things/7").path("responses"))
                .isEqualTo(operation("GET", "/api/things/7").path("responses"));
        assertThat(document.find("GET", "/api/old/picture")).isEmpty();
    }

    @Test
    void a_request_takes_other_members_and_says_what_is_required() {
        assertThat(document.at("#/components/schemas/ThingReplacement"))
                .isEqualTo(
                        json(
                                """
                                {'type': 'object', 'properties': {
                                   'name': {'type': 'string', 'maxLength': 9, 'examples': ['a thing']},
                                   'size': {'type': ['integer', 'null'], 'minimum': 1, 'default': 3},
                                   'colour': {'type': ['string', 'null'], 'enum': ['red', 'blue', null], 'default': 'blue'},
                                   'note': {'type': ['string', 'null']},
                                   'version': {'type': 'integer'}},
                                 'required': ['name', 'version'], 'additionalProperties': true}
                                """));
    }

    @Test
    void an_answer_has_all_of_its_members_no_others_and_no_defaults() {
        assertThat(document.at("#/components/schemas/Thing"))
                .isEqualTo(
                        json(
                                """
                                {'description': 'A thing.', 'type': 'object', 'properties': {
                                   'id': {'$ref': '#/components/schemas/Id'},
                                   'name': {'type': 'string', 'maxLength': 9, 'examples': ['a thing']},
                                   'size': {'type': 'integer', 'minimum': 1, 'examples': [3]},
                                   'colour': {'type': 'string', 'enum': ['red', 'blue'], 'examples': ['blue']},
                                   'note': {'type': ['string', 'null']},
                                   'owner_id': {'anyOf': [{'$ref': '#/components/schemas/Id'}, {'type': 'null'}]},
                                   'made_at': {'$ref': '#/components/schemas/Time'},
                                   'ended_at': {'description': 'When it ended.',
                                      'anyOf': [{'$ref': '#/components/schemas/Time'}, {'type': 'null'}]},
                                   'parts': {'type': 'array', 'items': {'$ref': '#/components/schemas/Id'}},
                                   'tags': {'type': ['array', 'null'], 'items': {'type': 'string'}, 'examples': [['a']]},
                                   'inner': {'type': 'object', 'properties': {'on': {'type': 'boolean'},
                                      'what': {'oneOf': [{'$ref': '#/components/schemas/Id'}, {'$ref': '#/components/schemas/State'}]}},
                                      'required': ['on', 'what'], 'additionalProperties': false}},
                                 'required': ['id', 'name', 'size', 'colour', 'note', 'owner_id', 'made_at', 'ended_at', 'parts', 'tags', 'inner'],
                                 'additionalProperties': false}
                                """));
        assertThat(document.at("#/components/schemas/Open/required")).isEqualTo(json("['a']"));
        assertThat(document.at("#/components/schemas/Open/additionalProperties").asBoolean())
                .isTrue();
        assertThat(document.at("#/components/schemas/Map/additionalProperties"))
                .isEqualTo(json("{'$ref': '#/components/schemas/Id'}"));
    }

    @Test
    void a_text_that_looks_like_something_else_is_quoted() {
        OpenApi read =
                Things.with("schemas: {Answer: {enum: ['no', '1', '2026-01-31', 'null', plain]}}");

        assertThat(read.at("#/components/schemas/Answer/enum"))
                .isEqualTo(json("['no', '1', '2026-01-31', 'null', 'plain']"));
    }
}
