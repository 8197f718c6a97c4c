package com.afftok.management.platform.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// Hostile input.
final class Hostile {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\t\n ",
                    "\u00a0\u3000\u2003",
                    "\u200b\u200d\u2060",
                    "0",
                    "-1",
                    "1.5",
                    "1e400",
                    "9".repeat(400),
                    "99999999999999999999",
                    "9223372036854775808",
                    "NaN",
                    "null",
                    "true",
                    "x".repeat(3_000),
                    "' or 1=1; drop table users; --",
                    "\\'; select pg_sleep(5)--",
                    "1 union select password_hash from users",
                    "%' or '%",
                    "=1+cmd|' /C calc'!A0",
                    "@SUM(1+1)*cmd",
                    "+1",
                    "-2+3",
                    "a\u0000b",
                    "\u0000",
                    "\u0007\u001b[31m",
                    "\u0085\u2028\u2029",
                    "\ud800",
                    "\udc00x",
                    "\ufeff",
                    "\ufffe\uffff",
                    "\u202egnp.exe\u202c",
                    "\u2066a\u2069\u061c",
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

    /// Invalid text: bytes that are not UTF-8, and incomplete escapes.
    static final List<String> ESCAPES =
            List.of("%ff%fe", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%00", "%25zz", "%0d%0a");

    /// Bodies that are not JSON, or several JSON values.
    static final List<byte[]> NO_JSON =
            List.of(
                    bytes(" "),
                    bytes("{"),
                    bytes("}"),
                    bytes("{}{}"),
                    bytes("{} x"),
                    bytes("{},"),
                    bytes("{\"a\":}"),
                    bytes("{'a':1}"),
                    bytes("{\"a\":1,}"),
                    bytes("{\"a\":01}"),
                    bytes("{\"a\":NaN}"),
                    bytes("{\"a\":1,\"a\":2}"),
                    bytes("/**/{}"),
                    bytes("[".repeat(10_000)),
                    bytes("{\"a\":".repeat(10_000)),
                    bytes("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                    bytes("{\"a\":1e99999999999}"),
                    bytes("{\"a\":" + "9".repeat(5_000) + "}"),
                    bytes("{\"" + "k".repeat(60_000) + "\":1}"),
                    bytes("\ufeff{}"),
                    "{\"a\":\"ÿþ\"}".getBytes(StandardCharsets.ISO_8859_1),
                    "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1),
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                    "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                    new byte[] {0, 0, 0, 0},
                    new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'},
                    new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

    /// JSON other than objects with members.
    static final List<String> OTHER_SHAPES =
            List.of("null", "[]", "[[]]", "[{}]", "\"text\"", "17", "true", "{}", "{\"\":1}");

    static final List<String> TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "nonsense");

    static final List<String> ENCODINGS = List.of("gzip", "deflate", "br", "zstd", "snappy", "x");

    /// One of each type that no text, number or object may have the place of.
    static final List<JsonNode> VALUES =
            List.of(
                    NODES.booleanNode(true),
                    NODES.numberNode(17),
                    NODES.numberNode(new BigDecimal("1e400")),
                    NODES.textNode("\u0000"),
                    NODES.arrayNode().add("a"),
                    NODES.objectNode().put("$gt", ""));

    private Hostile() {}

    static JsonNode value(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.arrayNode();
            case 3 -> NODES.arrayNode().add(any(TEXTS, random)).add(1);
            case 4 -> NODES.objectNode();
            case 5 -> NODES.objectNode().put("id", any(TEXTS, random));
            case 6 -> NODES.numberNode(-1);
            case 7 -> NODES.numberNode(new BigDecimal("1.123456789123456789"));
            case 8 -> NODES.numberNode(new BigDecimal(random.nextBoolean() ? "1e400" : "1e-400"));
            case 9 -> NODES.numberNode(BigInteger.TEN.pow(random.nextBoolean() ? 20 : 400));
            case 10 -> NODES.numberNode(random.nextLong());
            default -> NODES.textNode(any(TEXTS, random));
        };
    }

    static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
