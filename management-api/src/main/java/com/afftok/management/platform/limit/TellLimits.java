package com.afftok.management.platform.limit;

import com.afftok.management.platform.request.FilterOrder;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import jakarta.inject.Singleton;

/// Sets the headers with the remaining requests of a rate limit.
@Singleton
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(FilterOrder.LIMITS)
public final class TellLimits {

    private static final String ATTRIBUTE = "com.afftok.limit";

    TellLimits() {}

    /// Attaches the verdict for the answer's headers.
    public static void keep(HttpRequest<?> request, Verdict verdict) {
        request.setAttribute(ATTRIBUTE, verdict);
    }

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        request.getAttribute(ATTRIBUTE, Verdict.class)
                .ifPresent(verdict -> verdict.tell(answer.getHeaders()));
    }
}
