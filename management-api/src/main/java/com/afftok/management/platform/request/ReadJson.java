package com.afftok.management.platform.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonStreamConfig;
import io.micronaut.json.body.JsonMessageHandler;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads JSON bodies strictly: one value in UTF-8 without trailing content or duplicate members;
/// numbers keep all digits.
///
/// A proxy in front of this service may interpret duplicate members or a second value differently,
/// so such bodies are refused.
@Singleton
@Order(JsonMessageHandler.ORDER - 1)
@Consumes(MediaType.APPLICATION_JSON)
final class ReadJson<T> implements MessageBodyReader<T> {

    private static final int DEEPEST = 64;
    private static final int MOST_DIGITS = 100;

    private static final JsonFactory STRICT =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(MOST_DIGITS)
                                    .build())
                    .build();

    private static final JsonNodeTreeCodec EXACT =
            JsonNodeTreeCodec.getInstance()
                    .withConfig(JsonStreamConfig.DEFAULT.withUseBigDecimalForFloats(true));

    private final JsonMapper json;

    ReadJson(JsonMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable T read(
            Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream body) {
        try {
            if (mediaType == null && headers.contains(HttpHeaders.CONTENT_TYPE)) {
                throw new UnreadableJson(Problem.WRONG_MEDIA_TYPE.with("Content-Type"), null);
            }
            JsonNode tree = tree(text(body.readAllBytes()));
            return json.readValueFromTree(wanted(tree, type.getType()), type);
        } catch (IOException e) {
            throw new CodecException("the body cannot be read", e);
        }
    }

    /// Without the read-only members.
    private static JsonNode wanted(JsonNode tree, Class<?> type) {
        ExactMembers exact = type.getAnnotation(ExactMembers.class);
        if (exact == null || !tree.isObject()) {
            return tree;
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        tree.entries().forEach(member -> members.put(member.getKey(), member.getValue()));
        members.keySet().removeAll(Set.of(exact.besides()));
        return JsonNode.createObjectNode(members);
    }

    private static String text(byte[] body) throws UnreadableJson {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableJson(Problem.NOT_UTF_8.with("body"), e);
        }
    }

    private static JsonNode tree(String text) throws IOException {
        try (JsonParser parser = STRICT.createParser(text)) {
            try {
                if (parser.nextToken() == null) {
                    throw new UnreadableJson(Problem.NOT_JSON.with("body"), null);
                }
                JsonNode tree = EXACT.readTree(parser);
                if (parser.nextToken() != null) {
                    throw new UnreadableJson(Problem.NOT_ONE_VALUE.with("body"), null);
                }
                return tree;
            } catch (JsonProcessingException e) {
                throw UnreadableJson.of(parser, e);
            } catch (NumberFormatException e) {
                throw UnreadableJson.number(parser, e);
            }
        }
    }
}
