package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.FilterOrder;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets an `ETag` on the answers of endpoints that are [Tagged].
///
/// The tag is a hash of the uncompressed body, and therefore weak. It saves bandwidth, not the work
/// of the endpoint. Clients must revalidate each time, and shared caches must not store the answer.
@Singleton
@Order(FilterOrder.TAG)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class TagAnswers {

    private static final int TAG_BYTES = 12;

    private final JsonMapper json;

    TagAnswers(JsonMapper json) {
        this.json = json;
    }

    @ResponseFilter
    void tag(HttpRequest<?> request, MutableHttpResponse<?> answer, @Nullable RouteMatch<?> route) {
        Object body = content(answer);
        if (route == null
                || body == null
                || answer.code() != HttpStatus.OK.getCode()
                || !route.getAnnotationMetadata().hasAnnotation(Tagged.class)) {
            return;
        }
        byte[] bytes = bytes(body);
        String tag = tag(bytes);
        answer.header(HttpHeaders.ETAG, tag);
        answer.header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (knows(request, tag)) {
            answer.status(HttpStatus.NOT_MODIFIED).body(null);
            answer.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        } else if (answer.body() != null) {
            MediaType type = answer.getContentType().orElse(null);
            answer.body(bytes);
            answer.contentType(type == null ? MediaType.APPLICATION_JSON_TYPE : type);
        }
    }

    /// Also for HEAD, whose answer holds the body separately.
    private static @Nullable Object content(MutableHttpResponse<?> answer) {
        Object body = answer.body();
        return body == null ? RouteAttributes.getHeadBody(answer).orElse(null) : body;
    }

    private byte[] bytes(Object body) {
        try {
            return switch (body) {
                case byte[] bytes -> bytes;
                case CharSequence text -> text.toString().getBytes(StandardCharsets.UTF_8);
                default -> json.writeValueAsBytes(body);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean knows(HttpRequest<?> request, String tag) {
        List<String> known = request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH);
        return known.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || weak(one).equals(tag));
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }
}
