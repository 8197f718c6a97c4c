package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.FilterOrder;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Singleton;

/// Sets the headers that every answer has. A page that needs another policy sets it before. Answers
/// contain tokens, profiles and money, so they are not cached unless they set a policy of their
/// own.
///
/// Answers to requests that could not be parsed bypass filters; [AnswerErrors] sets their headers.
/// It is the first filter, so that it also covers answers of other filters.
@Singleton
@Order(FilterOrder.HEADERS)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AnswerHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String API = "/api/";
    private static final String CACHING = "Cache-Control";

    private final RequestIds ids;

    AnswerHeaders(RequestIds ids) {
        this.ids = ids;
    }

    @ResponseFilter
    void set(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        answer.getHeaders()
                .set("X-Request-ID", ids.of(request))
                .set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Referrer-Policy", "strict-origin-when-cross-origin");
        if (!answer.getHeaders().contains(POLICY)) {
            answer.header(POLICY, "default-src 'self'");
        }
        if (request.getPath().startsWith(API)
                && !answer.getHeaders().contains(CACHING)
                && !isImage(answer)) {
            answer.header(CACHING, "no-store");
        }
    }

    private static boolean isImage(MutableHttpResponse<?> answer) {
        return answer.getContentType().filter(type -> type.getType().equals("image")).isPresent();
    }
}
