package com.afftok.management.platform.answer;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExplainRefusal;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts every failure that no controller has answered into the envelope.
///
/// This includes Micronaut's own refusals (no route, wrong method, unreadable body, too large) and
/// all exceptions. Exceptions are logged here alone: once, with the request id.
@Singleton
final class AnswerErrors implements ErrorResponseProcessor<Failure> {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerErrors.class);

    private static final Duration QUIET = Duration.ofSeconds(10);

    private final RequestIds ids;
    private final AnswerHeaders headers;
    private final InstantSource clock;
    private final AtomicReference<Instant> quietUntil = new AtomicReference<>(Instant.MIN);

    AnswerErrors(RequestIds ids, AnswerHeaders headers, InstantSource clock) {
        this.ids = ids;
        this.headers = headers;
        this.clock = clock;
    }

    @Override
    public MutableHttpResponse<Failure> processResponse(
            ErrorContext context, MutableHttpResponse<?> answer) {
        HttpRequest<?> request = context.getRequest();
        Throwable cause = context.getRootCause().orElse(null);
        int status =
                ExplainRefusal.isBadEncoding(cause) || ExplainRefusal.invalid(cause).isPresent()
                        ? 400
                        : answer.code();
        ErrorCode code = code(status, cause);
        log(code, request, cause);
        List<Detail> details =
                code == ErrorCode.VALID_001
                        ? ExplainRefusal.details(status, request, cause)
                        : List.of();
        headers.set(request, answer);
        if (code == ErrorCode.DB_002) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        // Other client errors, such as 406 and 415, keep their status and have the code VALID_001.
        return answer.status(status < 500 ? status : code.status())
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .body(Failure.of(code, details, ids.of(request)));
    }

    private static ErrorCode code(int status, @Nullable Throwable cause) {
        return switch (status) {
            case 404 -> ErrorCode.ROUTE_001;
            case 405 -> ErrorCode.ROUTE_002;
            case 413 -> ErrorCode.VALID_002;
            default -> status < 500 ? ErrorCode.VALID_001 : serverCode(cause);
        };
    }

    private static ErrorCode serverCode(@Nullable Throwable cause) {
        if (cause instanceof CallerGone) {
            return ErrorCode.AUTH_003;
        }
        if (DatabaseFailure.isCutShort(cause)) {
            return ErrorCode.DB_002;
        }
        return DatabaseFailure.isUnreachable(cause) ? ErrorCode.DB_001 : ErrorCode.SERVER_001;
    }

    private void log(ErrorCode code, HttpRequest<?> request, @Nullable Throwable cause) {
        if (code == ErrorCode.SERVER_001) {
            LOG.atError()
                    .addKeyValue("request_id", ids.of(request))
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("path", request.getPath())
                    .setCause(cause)
                    .log("a request failed unexpectedly");
        } else if (code == ErrorCode.DB_002 && isTimeForAnotherLine()) {
            LOG.atWarn()
                    .addKeyValue("request_id", ids.of(request))
                    .addKeyValue("method", request.getMethodName())
                    .addKeyValue("path", request.getPath())
                    .log("a statement waited or took too long");
        } else if (code == ErrorCode.DB_001 && isTimeForAnotherLine()) {
            LOG.atWarn()
                    .addKeyValue("request_id", ids.of(request))
                    .addKeyValue("reason", DatabaseFailure.reason(cause))
                    .log("the database cannot be reached");
        }
    }

    /// While the database is down or slow, every request fails alike: log one line per interval.
    private boolean isTimeForAnotherLine() {
        Instant now = clock.instant();
        Instant until = quietUntil.get();
        return !now.isBefore(until) && quietUntil.compareAndSet(until, now.plus(QUIET));
    }
}
