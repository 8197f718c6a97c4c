package com.afftok.management.platform.document;

import com.afftok.document.OpenApi;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request for an operation of the document that differs from its example in one place.
///
/// @param target the path with its query
/// @param headers beside the body's type, as alternating names and values
/// @param wrong the member or parameter that the document forbids, or `body`; null if it does not
///   forbid the request
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostileRequest(
        Way way,
        String target,
        byte @Nullable [] body,
        String type,
        List<String> headers,
        @Nullable String wrong) {

    static final String BODY = "body";

    private static final OpenApi DOCUMENT = ServedDocument.get();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String JSON_TYPE = "application/json";
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,400}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,400}(?:\\.[0-9]{1,400})?");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// The difference.
    enum Way {
        ANOTHER_VALUE,
        A_MEMBER_LESS,
        A_MEMBER_MORE,
        A_MEMBER_TWICE,
        NO_JSON,
        ANOTHER_SHAPE,
        SOMETHING_BEHIND,
        NO_BODY,
        ANOTHER_TYPE,
        ANOTHER_ENCODING,
        ANOTHER_PARAMETER,
        A_PARAMETER_TWICE,
        A_PARAMETER_MORE,
        ANOTHER_PATH;

        boolean fits(OpenApi.Operation operation) {
            return switch (this) {
                case ANOTHER_PARAMETER, A_PARAMETER_TWICE -> !parameters(operation).isEmpty();
                case A_PARAMETER_MORE -> true;
                case ANOTHER_PATH -> operation.path().contains("{");
                default -> example(operation) instanceof ObjectNode;
            };
        }
    }

    /// @param path of an existing object, so that the request gets as far as possible
    static HostileRequest of(OpenApi.Operation operation, Way way, String path, Random random) {
        return switch (way) {
            case ANOTHER_VALUE -> anotherValue(operation, path, random);
            case A_MEMBER_LESS -> aMemberLess(operation, path, random);
            case A_MEMBER_MORE -> aMemberMore(operation, path, random);
            case A_MEMBER_TWICE -> aMemberTwice(operation, path);
            case NO_JSON -> raw(way, path, Hostile.any(Hostile.NO_JSON, random));
            case ANOTHER_SHAPE -> anotherShape(operation, path, random);
            case SOMETHING_BEHIND ->
                    raw(
                            way,
                            path,
                            bytes(text(example(operation)) + anyOf(random, " x", "{}", "]", ",")));
            case NO_BODY ->
                    new HostileRequest(
                            way,
                            path,
                            new byte[0],
                            JSON_TYPE,
                            List.of(),
                            isRequired(operation) ? BODY : null);
            case ANOTHER_TYPE ->
                    new HostileRequest(
                            way,
                            path,
                            bytes(text(example(operation))),
                            Hostile.any(Hostile.TYPES, random),
                            List.of(),
                            "Content-Type");
            case ANOTHER_ENCODING ->
                    new HostileRequest(
                            way,
                            path,
                            bytes(text(example(operation))),
                            JSON_TYPE,
                            List.of("Content-Encoding", Hostile.any(Hostile.ENCODINGS, random)),
                            null);
            case ANOTHER_PARAMETER -> anotherParameter(operation, path, random);
            case A_PARAMETER_TWICE -> {
                JsonNode parameter = Hostile.any(parameters(operation), random);
                String name = encoded(parameter.path("name").asText()) + "=";
                String value = encoded(parameter.path("example").asText("1"));
                yield plain(
                        way,
                        operation,
                        path + "?" + name + value + "&" + name + queryValue(random),
                        null);
            }
            case A_PARAMETER_MORE ->
                    plain(way, operation, path + "?unknown=" + queryValue(random), null);
            case ANOTHER_PATH -> anotherPath(operation, random);
        };
    }

    /// Requests with a value of another type in each member of the body in turn.
    static List<HostileRequest> ofWrongTypes(OpenApi.Operation operation, String path) {
        List<HostileRequest> requests = new ArrayList<>();
        for (int place = 0; place < places(example(operation)).size(); place++) {
            for (JsonNode value : Hostile.VALUES) {
                JsonNode body = example(operation).deepCopy();
                Place member = places(body).get(place);
                member.set(value);
                requests.add(ofJson(Way.ANOTHER_VALUE, operation, path, body, member.path()));
            }
        }
        return requests.stream().filter(request -> request.wrong() != null).toList();
    }

    private static HostileRequest anotherValue(
            OpenApi.Operation operation, String path, Random random) {
        JsonNode body = example(operation).deepCopy();
        List<Place> places = places(body);
        if (places.isEmpty()) {
            return aMemberMore(operation, path, random);
        }
        Place place = Hostile.any(places, random);
        JsonNode value = Hostile.value(random);
        place.set(value);
        // Null is treated as absent where a member is optional.
        boolean absent = value.isNull() && isValid(operation, without(operation, place));
        return ofJson(Way.ANOTHER_VALUE, operation, path, body, absent ? null : place.path());
    }

    private static JsonNode without(OpenApi.Operation operation, Place place) {
        JsonNode body = example(operation).deepCopy();
        places(body).stream().filter(one -> one.path().equals(place.path())).forEach(Place::remove);
        return body;
    }

    private static HostileRequest aMemberLess(
            OpenApi.Operation operation, String path, Random random) {
        JsonNode body = example(operation).deepCopy();
        List<Place> places = places(body);
        if (places.isEmpty()) {
            return aMemberMore(operation, path, random);
        }
        Place place = Hostile.any(places, random);
        place.remove();
        return ofJson(Way.A_MEMBER_LESS, operation, path, body, place.path());
    }

    private static HostileRequest aMemberMore(
            OpenApi.Operation operation, String path, Random random) {
        ObjectNode body = example(operation).deepCopy();
        String name = anyOf(random, "unknown", "ammount", "__proto__", "Id", "");
        body.set(name, Hostile.value(random));
        return ofJson(Way.A_MEMBER_MORE, operation, path, body, name.isEmpty() ? BODY : name);
    }

    private static HostileRequest aMemberTwice(OpenApi.Operation operation, String path) {
        String object = text(example(operation));
        int colon = object.indexOf(':');
        return colon < 0
                ? raw(Way.A_MEMBER_TWICE, path, bytes("{\"a\":1,\"a\":1}"))
                : new HostileRequest(
                        Way.A_MEMBER_TWICE,
                        path,
                        bytes(object.substring(0, colon) + ":null," + object.substring(1)),
                        JSON_TYPE,
                        List.of(),
                        object.substring(2, colon - 1));
    }

    private static HostileRequest anotherShape(
            OpenApi.Operation operation, String path, Random random) {
        JsonNode body = OpenApi.json(Hostile.any(Hostile.OTHER_SHAPES, random));
        boolean absent = body.isNull() && !isRequired(operation);
        return ofJson(Way.ANOTHER_SHAPE, operation, path, body, absent ? null : BODY);
    }

    private static HostileRequest anotherParameter(
            OpenApi.Operation operation, String path, Random random) {
        JsonNode parameter = Hostile.any(parameters(operation), random);
        String name = parameter.path("name").asText();
        if (random.nextInt(5) == 0) {
            String target = path + "?" + encoded(name) + "=" + Hostile.any(Hostile.ESCAPES, random);
            return plain(Way.ANOTHER_PARAMETER, operation, target, null);
        }
        String value = Hostile.any(Hostile.TEXTS, random);
        // Empty is treated as absent, except where text is required.
        boolean fits =
                value.isEmpty()
                        || DOCUMENT.problems(parameter.path("schema"), typed(parameter, value))
                                .isEmpty();
        return plain(
                Way.ANOTHER_PARAMETER,
                operation,
                path + "?" + encoded(name) + "=" + encoded(value),
                fits ? null : name);
    }

    private static HostileRequest anotherPath(OpenApi.Operation operation, Random random) {
        String path = operation.path();
        while (path.contains("{")) {
            String value =
                    switch (random.nextInt(3)) {
                        case 0 -> Hostile.any(Hostile.ESCAPES, random);
                        case 1 -> Integer.toString(random.nextInt(40));
                        default -> segment(Hostile.any(Hostile.TEXTS, random));
                    };
            path = path.replaceFirst("\\{[^}]*}", value);
        }
        return plain(Way.ANOTHER_PATH, operation, path, null);
    }

    /// With the example of the body, if there is one.
    private static HostileRequest plain(
            Way way, OpenApi.Operation operation, String target, @Nullable String wrong) {
        return new HostileRequest(
                way,
                target,
                operation.node().has("requestBody") ? bytes(text(example(operation))) : null,
                JSON_TYPE,
                List.of(),
                wrong);
    }

    private static HostileRequest raw(Way way, String path, byte[] body) {
        return new HostileRequest(way, path, body, JSON_TYPE, List.of(), BODY);
    }

    /// Invalid if the document forbids it.
    private static HostileRequest ofJson(
            Way way,
            OpenApi.Operation operation,
            String path,
            JsonNode body,
            @Nullable String changed) {
        return new HostileRequest(
                way,
                path,
                bytes(text(body)),
                JSON_TYPE,
                List.of(),
                isValid(operation, body) ? null : changed);
    }

    private static boolean isValid(OpenApi.Operation operation, JsonNode body) {
        return DOCUMENT.problems(content(operation).path("schema"), body).isEmpty();
    }

    private static boolean isRequired(OpenApi.Operation operation) {
        return operation.node().path("requestBody").path("required").asBoolean();
    }

    private static JsonNode example(OpenApi.Operation operation) {
        JsonNode content = content(operation);
        return content.has("example")
                ? content.path("example")
                : content.path("examples").valueStream().findFirst().orElse(content).path("value");
    }

    private static JsonNode content(OpenApi.Operation operation) {
        return operation.node().path("requestBody").path("content").path(JSON_TYPE);
    }

    private static List<JsonNode> parameters(OpenApi.Operation operation) {
        return DOCUMENT.parameters(operation).stream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .toList();
    }

    /// The JSON value of a query parameter by its schema.
    private static JsonNode typed(JsonNode parameter, String value) {
        JsonNode schema = DOCUMENT.resolved(parameter.path("schema"));
        String type = schema.path("type").asText();
        if ((type.equals("integer") && WHOLE.matcher(value).matches())
                || (type.equals("number") && DECIMAL.matcher(value).matches())) {
            return NODES.numberNode(new BigDecimal(value));
        }
        return type.equals("boolean") && Set.of("true", "false").contains(value)
                ? NODES.booleanNode(value.equals("true"))
                : NODES.textNode(value);
    }

    /// A member of an object, or an item of a list, anywhere in a body.
    private record Place(JsonNode parent, String name, int index, String path) {

        void set(JsonNode value) {
            if (parent instanceof ArrayNode list) {
                list.set(index, value);
            } else {
                ((ObjectNode) parent).set(name, value);
            }
        }

        void remove() {
            if (parent instanceof ArrayNode list) {
                list.remove(index);
            } else {
                ((ObjectNode) parent).remove(name);
            }
        }
    }

    private static List<Place> places(JsonNode body) {
        List<Place> places = new ArrayList<>();
        find(body, "", places);
        return places;
    }

    private static void find(JsonNode node, String path, List<Place> places) {
        node.properties()
                .forEach(member -> {
                    String inside = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                    places.add(new Place(node, member.getKey(), 0, inside));
                    find(member.getValue(), inside, places);
                });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String inside = path + "[" + i + "]";
            places.add(new Place(node, "", i, inside));
            find(node.get(i), inside, places);
        }
    }

    private static String queryValue(Random random) {
        return random.nextInt(4) == 0
                ? Hostile.any(Hostile.ESCAPES, random)
                : encoded(Hostile.any(Hostile.TEXTS, random));
    }

    /// Never empty, because that is another path.
    private static String segment(String text) {
        return text.isBlank() ? "%20" : encoded(text);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String anyOf(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Override
    public String toString() {
        String shown =
                body == null
                        ? ""
                        : new String(
                                body, 0, Math.min(body.length, 300), StandardCharsets.ISO_8859_1);
        return "%s %s %s %s %s"
                .formatted(
                        way,
                        target.substring(0, Math.min(target.length(), 300)),
                        type,
                        headers,
                        shown);
    }
}
