package com.afftok.management.answer;

import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;

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

    public MutableHttpResponse<Failure> failed(
            HttpRequest<?> request, ErrorCode code, Failure.Detail... details) {
        return HttpResponse.<Failure>status(HttpStatus.valueOf(code.status()))
                .body(Failure.of(code, List.of(details), ids.of(request)));
    }
}
