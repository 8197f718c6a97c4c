package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a request from its query, its form or JSON, and its signature header.
/// Each may be given once, under one of its names; values are not changed.
public final class ReadParameters {

    public static final String CLICK_ID = "click_id";
    public static final String SIGNATURE = "signature";

    private static final Map<String, String> ALIASES =
            Map.of("clickid", CLICK_ID, "cid", CLICK_ID, "subid", CLICK_ID, "sig", SIGNATURE);

    private static final int MAX_PARAMETERS = 50;
    private static final int MAX_NAME = 100;
    private static final int MAX_VALUE = 2000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\uFFFD]");
    private static final Pattern CHARSET =
            Pattern.compile("(?i);\\s*charset\\s*=\\s*(?<quote>\"?)(?<name>[^\";\\s]*)\\k<quote>");
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");
    private static final List<String> MEDIA_TYPES =
            List.of("application/json", "application/x-www-form-urlencoded");
    private static final String BODY = "body";
    private static final JsonFactory JSON = new JsonFactory();

    /// The result of reading.
    public sealed interface Reading {

        record Read(Map<String, String> parameters) implements Reading {}

        /// The request is malformed.
        ///
        /// @param parameters those that could be read
        record Malformed(List<Detail> problems, Map<String, String> parameters)
                implements Reading {}
    }

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<Detail> problems = new ArrayList<>();

    private ReadParameters() {}

    public static Reading of(
            @Nullable String query,
            @Nullable String contentType,
            Buffer body,
            List<String> signatureHeaders) {
        ReadParameters read = new ReadParameters();
        if (query != null) {
            read.form(query, "query");
        }
        if (body.length() > 0) {
            read.body(contentType == null ? "" : contentType, body);
        }
        signatureHeaders.forEach(signature -> read.add(SIGNATURE, signature));
        return read.problems.isEmpty()
                ? new Reading.Read(read.parameters)
                : new Reading.Malformed(read.problems, read.parameters);
    }

    private void body(String contentType, Buffer body) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!isReadable(contentType)) {
            problems.add(Problem.WRONG_CHARSET.with("Content-Type"));
            return;
        }
        String text = text(body);
        if (text == null) {
            problems.add(Problem.NOT_UTF_8.with(BODY));
            return;
        }
        switch (type) {
            case "application/json" -> json(text);
            case "application/x-www-form-urlencoded" -> form(text, BODY);
            default -> problems.add(Problem.NOT_ONE_OF.with("Content-Type", MEDIA_TYPES));
        }
    }

    private static boolean isReadable(String contentType) {
        return CHARSET.matcher(contentType)
                .results()
                .allMatch(charset ->
                        CHARSETS.contains(charset.group("name").toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String text(Buffer body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void form(String text, String where) {
        try {
            new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_PARAMETERS + 1, true)
                    .parameters()
                    .forEach((name, values) -> values.forEach(value -> add(name, value)));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.BROKEN_ESCAPE.with(where));
        }
    }

    private void json(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                problems.add(Problem.NOT_AN_OBJECT.with(BODY));
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                value(parser.currentName(), parser.nextToken(), parser);
            }
            if (parser.nextToken() != null) {
                problems.add(Problem.NOT_ONE_VALUE.with(BODY));
            }
        } catch (JsonProcessingException e) {
            problems.add(Problem.NOT_JSON.with(BODY));
        } catch (IOException e) {
            throw new IllegalStateException("a text is read without input and output", e);
        }
    }

    /// A number keeps its digits, so that its signature can be verified and it is never rounded.
    private void value(String name, JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    add(name, parser.getText());
            case VALUE_NULL -> {}
            default -> {
                problem(Problem.NOT_A_TEXT_OR_NUMBER.with(name));
                parser.skipChildren();
            }
        }
    }

    private void add(String name, String value) {
        String known = ALIASES.getOrDefault(name, name);
        if (name.length() > MAX_NAME || CONTROL.matcher(name).find()) {
            problem(Problem.WRONG_NAME.with("", MAX_NAME));
        } else if (value.length() > MAX_VALUE) {
            problem(Problem.TOO_LONG.with(known, MAX_VALUE));
        } else if (CONTROL.matcher(value).find()) {
            problem(Problem.WRONG_CHARACTERS.with(known));
        } else if (parameters.putIfAbsent(known, value) != null) {
            problem(Problem.REPEATED.with(known));
        } else if (parameters.size() == MAX_PARAMETERS + 1) {
            problem(Problem.TOO_MANY_PARAMETERS.with("", MAX_PARAMETERS));
        }
    }

    /// The number of reported problems is limited.
    private void problem(Detail detail) {
        if (problems.size() < MAX_PARAMETERS) {
            problems.add(detail);
        }
    }
}
