package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The answers of controllers: data in its envelope, or a known failure.
@Singleton
public final class Answers {

    private final RequestIds ids;

    Answers(RequestIds ids) {
        this.ids = ids;
    }

    public <T> MutableHttpResponse<Success<T>> ok(T data) {
        return HttpResponse.ok(Success.of(data));
    }

    /// The data, or the failure if there is none.
    public HttpResponse<?> found(@Nullable Object data, ErrorCode otherwise) {
        return data == null ? failed(current(), otherwise) : ok(data);
    }

    /// The changed object, or the failure.
    public <T> HttpResponse<?> saved(Outcome<T> outcome, Function<T, ?> view) {
        return switch (outcome) {
            case Outcome.Saved<T>(T after) -> ok(view.apply(after));
            case Outcome.Refused<T> refused -> refused(refused);
        };
    }

    public HttpResponse<?> saved(Outcome<?> outcome) {
        return saved(outcome, UnaryOperator.identity());
    }

    public HttpResponse<?> created(Outcome<?> outcome) {
        return created(outcome, UnaryOperator.identity());
    }

    public <T> HttpResponse<?> created(Outcome<T> outcome, Function<T, ?> view) {
        return switch (outcome) {
            case Outcome.Saved<T>(T after) -> created(view.apply(after));
            case Outcome.Refused<T> refused -> refused(refused);
        };
    }

    /// The object of a change that is made later.
    public <T> HttpResponse<?> accepted(Outcome<T> outcome, Function<T, ?> view) {
        return switch (outcome) {
            case Outcome.Saved<T>(T after) ->
                    HttpResponse.accepted().body(Success.of(view.apply(after)));
            case Outcome.Refused<T> refused -> refused(refused);
        };
    }

    private HttpResponse<?> refused(Outcome.Refused<?> refused) {
        return failed(current(), refused.code(), refused.why().toArray(Detail[]::new));
    }

    private static HttpRequest<?> current() {
        return ServerRequestContext.currentRequest().orElseThrow();
    }

    public <T> MutableHttpResponse<Success<T>> created(T data) {
        return HttpResponse.created(Success.of(data));
    }

    /// Success without data.
    public MutableHttpResponse<Success<Map<String, String>>> done() {
        return ok(Map.of());
    }

    public MutableHttpResponse<Failure> busy(HttpRequest<?> request, Duration retryAfter) {
        return busy(request, ErrorCode.RATE_001, retryAfter);
    }

    public MutableHttpResponse<Failure> busy(
            HttpRequest<?> request, ErrorCode code, Duration retryAfter) {
        return failed(request, code)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }

    public MutableHttpResponse<Failure> invalid(HttpRequest<?> request, List<Detail> problems) {
        return failed(request, ErrorCode.VALID_001, problems.toArray(Detail[]::new));
    }

    public MutableHttpResponse<Failure> exists(
            HttpRequest<?> request, ErrorCode code, Object existing, Detail... details) {
        return failed(code, Failure.existing(code, List.of(details), existing, ids.of(request)));
    }

    public MutableHttpResponse<Failure> failed(
            HttpRequest<?> request, ErrorCode code, Detail... details) {
        return failed(code, Failure.of(code, List.of(details), ids.of(request)));
    }

    /// As JSON, also if the endpoint's success has another content type.
    private static MutableHttpResponse<Failure> failed(ErrorCode code, Failure failure) {
        return HttpResponse.<Failure>status(HttpStatus.valueOf(code.status()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(failure);
    }
}
