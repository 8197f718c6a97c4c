package com.afftok.management.document;

import com.afftok.document.OpenApi;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A request for an operation of the document that is spoilt in one or several ways.
final class HostileRequest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "99999999999999999999",
                    "9223372036854775808",
                    "NaN",
                    "null",
                    "true",
                    "x".repeat(3_000),
                    "' or 1=1; drop table users; --",
                    "\\'; select pg_sleep(5)--",
                    "%' or '%",
                    "=1+cmd|' /C calc'!A0",
                    "@SUM(1+1)*cmd",
                    "+1",
                    "a\u0000b",
                    "\u0000",
                    "\ud800",
                    "\udc00x",
                    "\ufeff",
                    "\u202egnp.exe",
                    "١٢٣",
                    "😀".repeat(60),
                    "a\r\nSet-Cookie: a=b",
                    "../../etc/passwd",
                    "http://169.254.169.254/latest/",
                    "javascript:alert(1)",
                    "<script>alert(1)</script>",
                    "${jndi:ldap://x/a}",
                    "2026-13-45T99:99:99Z",
                    "+999999999-12-31T23:59:59Z",
                    "-999999999-01-01",
                    "[]",
                    "{\"a\":1}");

    /// What no text can be: bytes that are no UTF-8, and halves of escapes.
    private static final List<String> ESCAPES =
            List.of("%ff%fe", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%00", "%25zz", "%0d%0a");

    private static final List<byte[]> BODIES =
            List.of(
                    bytes(""),
                    bytes(" "),
                    bytes("null"),
                    bytes("[]"),
                    bytes("[[]]"),
                    bytes("\"text\""),
                    bytes("17"),
                    bytes("{"),
                    bytes("{}"),
                    bytes("{}{}"),
                    bytes("{\"a\":}"),
                    bytes("{'a':1}"),
                    bytes("{\"\":1}"),
                    bytes("[".repeat(100_000)),
                    bytes("{\"a\":".repeat(100_000)),
                    bytes("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                    bytes("{\"a\":1e999999999}"),
                    bytes("{\"a\":" + "9".repeat(5_000) + "}"),
                    bytes("{\"" + "k".repeat(60_000) + "\":1}"),
                    bytes("\ufeff{}"),
                    "{\"a\":\"ÿþ\"}".getBytes(StandardCharsets.ISO_8859_1),
                    "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1),
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                    new byte[] {0, 0, 0, 0},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

    private static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "nonsense");

    private final String target;
    private final byte @Nullable [] body;
    private final String type;

    private HostileRequest(String target, byte @Nullable [] body, String type) {
        this.target = target;
        this.body = body;
        this.type = type;
    }

    static HostileRequest of(OpenApi.Operation operation, Random random) {
        boolean hasBody = operation.node().has("requestBody");
        return new HostileRequest(
                path(operation, random) + query(operation, random),
                hasBody ? body(operation, random) : null,
                random.nextInt(20) == 0 ? any(TYPES, random) : "application/json");
    }

    /// The path with its query.
    String target() {
        return target;
    }

    byte @Nullable [] body() {
        return body;
    }

    String type() {
        return type;
    }

    @Override
    public String toString() {
        String shown =
                body == null
                        ? ""
                        : new String(
                                body, 0, Math.min(body.length, 300), StandardCharsets.ISO_8859_1);
        return target.substring(0, Math.min(target.length(), 300)) + " " + type + " " + shown;
    }

    private static String path(OpenApi.Operation operation, Random random) {
        String path = operation.path();
        while (path.contains("{")) {
            String value =
                    switch (random.nextInt(5)) {
                        case 0 -> any(ESCAPES, random);
                        case 1 -> segment(any(TEXTS, random));
                        default -> Integer.toString(random.nextInt(40));
                    };
            path = path.replaceFirst("\\{[^}]*}", value);
        }
        return path;
    }

    /// Never empty, which would be another path.
    private static String segment(String text) {
        return text.isBlank() ? "%20" : encoded(text);
    }

    private static String query(OpenApi.Operation operation, Random random) {
        List<String> parts = new ArrayList<>();
        for (JsonNode parameter : ServedDocument.get().parameters(operation)) {
            if (!parameter.path("in").asText().equals("query") || random.nextInt(3) == 0) {
                continue;
            }
            String name = encoded(parameter.path("name").asText());
            for (int times = random.nextInt(12) == 0 ? 2 : 1; times > 0; times--) {
                parts.add(name + '=' + value(parameter, random));
            }
        }
        if (random.nextInt(10) == 0) {
            parts.add("unknown=" + value(NODES.objectNode(), random));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String value(JsonNode parameter, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> encoded(parameter.path("example").asText("1"));
            case 1 -> any(ESCAPES, random);
            default -> encoded(any(TEXTS, random));
        };
    }

    private static byte[] body(OpenApi.Operation operation, Random random) {
        if (random.nextInt(4) == 0) {
            return any(BODIES, random);
        }
        JsonNode example =
                operation
                        .node()
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("example");
        JsonNode spoilt = example.deepCopy();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            spoil(spoilt, random);
        }
        return bytes(doubled(text(spoilt), random));
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Now and then a member comes twice.
    private static String doubled(String object, Random random) {
        int colon = object.indexOf(':');
        return random.nextInt(12) == 0 && colon > 0 && object.startsWith("{")
                ? object.substring(0, colon) + ":[1]," + object.substring(1)
                : object;
    }

    private static void spoil(JsonNode json, Random random) {
        if (json instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = any(names, random);
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(any(TEXTS, random), hostile(random));
                case 2, 3 -> spoil(object.get(name), random);
                default -> object.set(name, hostile(random));
            }
        } else if (json instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(hostile(random));
            } else {
                array.set(random.nextInt(array.size()), hostile(random));
            }
        }
    }

    private static JsonNode hostile(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.arrayNode();
            case 3 -> NODES.arrayNode().add(any(TEXTS, random)).add(1);
            case 4 -> NODES.objectNode();
            case 5 -> NODES.objectNode().put("id", any(TEXTS, random));
            case 6 -> NODES.numberNode(-1);
            case 7 -> NODES.numberNode(new BigDecimal("1.123456789123456789"));
            case 8 ->
                    NODES.numberNode(
                            new BigDecimal("1e" + (random.nextBoolean() ? "" : "-") + "999999999"));
            case 9 -> NODES.numberNode(BigInteger.TEN.pow(random.nextBoolean() ? 20 : 900));
            case 10 -> NODES.numberNode(random.nextLong());
            default -> NODES.textNode(any(TEXTS, random));
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
