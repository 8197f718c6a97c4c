package com.afftok.management.platform.answer;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Singleton;

/// The headers that every answer has, whatever became of the request. A page that needs a policy of
/// its own for its content has said so before. Nobody keeps what the API answers, unless the answer
/// says otherwise: tokens, profiles and money are in it.
///
/// As a filter it reaches every answer but those to requests that could not even be parsed, which
/// [AnswerErrors] gives theirs. It is the first of all filters, so that it sees what the others
/// refuse.
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
