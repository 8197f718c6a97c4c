package com.afftok.management.idempotency;

import com.afftok.management.access.Caller;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.answer.Idempotent;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Has a request that came with an `Idempotency-Key` done once, however often it is sent, and
/// repeats its answer.
///
/// The key is taken before the request is done and belongs to one of all who send it at once. A
/// request whose end nobody knows, because the process died, keeps its key: it may have been done,
/// and money is rather not moved than moved twice. What failed on our side (5xx), or was too much
/// at once (429), gives its key back. The last of all filters, so that only what is admitted is
/// remembered.
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, methods = HttpMethod.POST)
final class AnswerOnce {

    static final Duration KEPT = Duration.ofDays(1);

    private static final String KEY = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,200}");
    private static final int MAX_BODY_BYTES = 65_536;

    /// Longer than any request takes.
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final KeyRepository keys;
    private final Answers answers;
    private final JsonMapper json;
    private final InstantSource clock;

    AnswerOnce(KeyRepository keys, Answers answers, JsonMapper json, InstantSource clock) {
        this.keys = keys;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> once(
            HttpRequest<?> request,
            @Nullable RouteMatch<?> route,
            FilterContinuation<MutableHttpResponse<?>> rest) {
        List<String> given = request.getHeaders().getAll(KEY);
        Caller caller = Caller.of(request).orElse(null);
        if (given.isEmpty()
                || caller == null
                || route == null
                || !route.getAnnotationMetadata().hasAnnotation(Idempotent.class)) {
            return rest.proceed();
        }
        if (given.size() != 1 || !FORM.matcher(given.getFirst()).matches()) {
            return answers.invalid(
                    request, List.of(new Detail(KEY, "must have 1 to 200 printable characters")));
        }
        byte[] body = body(request);
        if (body == null) {
            return rest.proceed();
        }
        NamedRequest named = NamedRequest.of(caller, given.getFirst(), request, body);
        Instant now = clock.instant();
        return keys.take(named.owner(), named.key(), named.hash(), now, now.minus(KEPT)) == 1
                ? done(named, rest)
                : again(request, named, now);
    }

    private HttpResponse<?> done(
            NamedRequest named, FilterContinuation<MutableHttpResponse<?>> rest) {
        boolean kept = false;
        try {
            MutableHttpResponse<?> answer = rest.proceed();
            kept = keep(named, answer);
            return answer;
        } finally {
            if (!kept) {
                keys.release(named.owner(), named.key());
            }
        }
    }

    private boolean keep(NamedRequest named, MutableHttpResponse<?> answer) {
        int status = answer.code();
        if (status >= 500 || status == HttpStatus.TOO_MANY_REQUESTS.getCode()) {
            return false;
        }
        Object data = answer.body();
        byte[] body = data == null ? new byte[0] : bytes(data);
        keys.keep(
                named.owner(),
                named.key(),
                status,
                body.length > MAX_BODY_BYTES ? null : new String(body, StandardCharsets.UTF_8));
        return true;
    }

    private HttpResponse<?> again(HttpRequest<?> request, NamedRequest named, Instant now) {
        KeyRow row = keys.find(named.owner(), named.key(), named.hash()).orElse(null);
        if (row == null) {
            return underWay(request);
        }
        if (!row.same()) {
            return answers.failed(request, ErrorCode.STATE_004);
        }
        Integer status = row.status();
        if (status == null) {
            return row.createdAt().plus(UNDER_WAY).isAfter(now)
                    ? underWay(request)
                    : refused(request, "nobody knows how the request ended: see if it was done");
        }
        String body = row.body();
        return body == null
                ? refused(request, "the request was done, and its answer was too long to keep")
                : HttpResponse.status(HttpStatus.valueOf(status))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header("Idempotency-Replayed", "true")
                        .body(body);
    }

    private MutableHttpResponse<?> underWay(HttpRequest<?> request) {
        return refused(request, "the request is under way").header(HttpHeaders.RETRY_AFTER, "1");
    }

    private MutableHttpResponse<?> refused(HttpRequest<?> request, String words) {
        return answers.failed(request, ErrorCode.STATE_002, new Detail(KEY, words));
    }

    private byte[] bytes(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole body, which stays there for the endpoint; nothing if it can't be had, which the
    /// endpoint will find as well.
    private static byte @Nullable [] body(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> received)) {
            return null;
        }
        try (CloseableByteBody copy = received.byteBody().split(SplitBackpressureMode.FASTEST)) {
            return copy.buffer().get().toByteArray();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
