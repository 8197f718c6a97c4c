package com.afftok.management.platform.request;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Refuses a query that is not valid UTF-8, because the server would replace the invalid bytes. It
/// runs after authorization.
@Singleton
@Order(FilterOrder.CHECK)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CheckQuery {

    @RequestFilter
    void check(HttpRequest<?> request) {
        String query = request.getUri().getRawQuery();
        if (query == null || query.indexOf('%') < 0) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            if (!isText(parameter)) {
                String name = parameter.split("=", 2)[0];
                throw new InvalidRequest(
                        List.of(Problem.NOT_UTF_8.with(isText(name) ? name : "query")));
            }
        }
    }

    private static boolean isText(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            int high = digit(escaped, i + 1);
            int low = digit(escaped, i + 2);
            if (escaped.charAt(i) == '%' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.writeBytes(escaped.substring(i, i + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
