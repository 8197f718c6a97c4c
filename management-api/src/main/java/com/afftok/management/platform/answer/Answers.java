package com.afftok.management.platform.answer;

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

/// What a controller answers with: data in its envelope, or one of the known failures.
@Singleton
public final class Answers {

    private final RequestIds ids;

    Answers(RequestIds ids) {
        this.ids = ids;
    }

    public <T> MutableHttpResponse<Success<T>> ok(T data) {
        return HttpResponse.ok(Success.of(data));
    }

    /// The thing, or the failure that says that it is not there.
    public HttpResponse<?> found(@Nullable Object data, ErrorCode otherwise) {
        return data == null ? failed(current(), otherwise) : ok(data);
    }

    /// The changed thing, or the failure.
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

    private HttpResponse<?> refused(Outcome.Refused<?> refused) {
        return failed(current(), refused.code(), refused.why().toArray(Failure.Detail[]::new));
    }

    private static HttpRequest<?> current() {
        return ServerRequestContext.currentRequest().orElseThrow();
    }

    /// Something was made.
    public <T> MutableHttpResponse<Success<T>> created(T data) {
        return HttpResponse.created(Success.of(data));
    }

    /// It was done, and there is nothing to say about it.
    public MutableHttpResponse<Success<Map<String, String>>> done() {
        return ok(Map.of());
    }

    /// Too much is asked at once.
    public MutableHttpResponse<Failure> busy(HttpRequest<?> request, Duration retryAfter) {
        return busy(request, ErrorCode.RATE_001, retryAfter);
    }

    /// It may be tried again in a while.
    public MutableHttpResponse<Failure> busy(
            HttpRequest<?> request, ErrorCode code, Duration retryAfter) {
        return failed(request, code)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
    }

    public MutableHttpResponse<Failure> invalid(
            HttpRequest<?> request, List<Failure.Detail> problems) {
        return failed(request, ErrorCode.VALID_001, problems.toArray(Failure.Detail[]::new));
    }

    /// It is there already.
    public MutableHttpResponse<Failure> exists(
            HttpRequest<?> request, ErrorCode code, Object existing) {
        return failed(code, Failure.existing(code, existing, ids.of(request)));
    }

    public MutableHttpResponse<Failure> failed(
            HttpRequest<?> request, ErrorCode code, Failure.Detail... details) {
        return failed(code, Failure.of(code, List.of(details), ids.of(request)));
    }

    /// As JSON, also where the endpoint answers with something else when all is well.
    private static MutableHttpResponse<Failure> failed(ErrorCode code, Failure failure) {
        return HttpResponse.<Failure>status(HttpStatus.valueOf(code.status()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(failure);
    }
}
