package com.afftok.management.platform.idempotency;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.FilterOrder;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Order;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
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
import io.micronaut.transaction.exceptions.TransactionException;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes a request with an `Idempotency-Key` once, and repeats its answer.
///
/// The key is acquired before the request is executed, by one of all concurrent senders; the
/// transaction of the work marks it as used ([WriteOnce]). A request that failed on our side (5xx)
/// or was over a limit (429) releases a key under which nothing was written. A request whose answer
/// was lost is not executed again for a day. This is the last filter before the endpoint, so only
/// admitted requests are stored.
@Singleton
@Order(FilterOrder.ONCE)
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, methods = HttpMethod.POST)
final class AnswerOnce {

    static final Duration KEPT = Duration.ofDays(1);

    private static final String KEY = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,200}");
    private static final int MAX_BODY_BYTES = 65_536;

    /// Longer than any request takes.
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AnswerOnce.class);

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

    /// A request that its sender has named with a key.
    ///
    /// @param owner the sender
    /// @param hash SHA-256 of method, address and body, in hex
    record NamedRequest(String owner, String key, String hash) {

        static NamedRequest of(Caller caller, String key, HttpRequest<?> request, byte[] body) {
            return new NamedRequest(owner(caller), key, hash(request, body));
        }

        private static String owner(Caller caller) {
            return switch (caller) {
                case Caller.User user ->
                        "user:%d:%d".formatted(user.user().value(), user.account().value());
                case Caller.Admin admin -> "admin:" + admin.id().value();
            };
        }

        private static String hash(HttpRequest<?> request, byte[] body) {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                String head = request.getMethodName() + ' ' + request.getUri() + '\n';
                sha256.update(head.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(sha256.digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
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
        Fields fields = new Fields();
        fields.check(
                given.size() == 1 && FORM.matcher(given.getFirst()).matches(),
                KEY,
                Problem.WRONG_FORM,
                1,
                200,
                "printable characters");
        fields.end();
        byte[] body = body(request);
        if (body == null) {
            return rest.proceed();
        }
        NamedRequest named = NamedRequest.of(caller, given.getFirst(), request, body);
        // In the database's precision.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int taken =
                keys.take(
                        named.owner(),
                        named.key(),
                        named.hash(),
                        now,
                        now.minus(KEPT),
                        now.minus(UNDER_WAY));
        return taken == 1
                ? done(request, new TakenKey(named.owner(), named.key(), now), rest)
                : again(request, named);
    }

    private HttpResponse<?> done(
            HttpRequest<?> request,
            TakenKey taken,
            FilterContinuation<MutableHttpResponse<?>> rest) {
        taken.keep(request);
        boolean kept = false;
        try {
            MutableHttpResponse<?> answer = rest.proceed();
            kept = isToBeKept(answer.code());
            if (kept) {
                keep(taken, answer);
            }
            return answer;
        } finally {
            if (!kept) {
                release(taken);
            }
        }
    }

    private static boolean isToBeKept(int status) {
        return status < 500 && status != HttpStatus.TOO_MANY_REQUESTS.getCode();
    }

    /// The request was executed: a failure to store its answer does not fail it.
    private void keep(TakenKey taken, MutableHttpResponse<?> answer) {
        Object data = answer.body();
        byte[] body = data == null ? new byte[0] : bytes(data);
        try {
            int kept =
                    keys.keep(
                            taken.owner(),
                            taken.key(),
                            taken.at(),
                            answer.code(),
                            body.length > MAX_BODY_BYTES
                                    ? null
                                    : new String(body, StandardCharsets.UTF_8));
            if (kept == 0) {
                throw new IllegalStateException("an idempotent endpoint has not used its key");
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("the answer to a request with an idempotency key could not be stored");
        }
    }

    /// A key that cannot be released blocks the same request until [#UNDER_WAY] has passed.
    private void release(TakenKey taken) {
        try {
            keys.release(taken.owner(), taken.key(), taken.at());
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("the idempotency key of a failed request could not be released");
        }
    }

    private HttpResponse<?> again(HttpRequest<?> request, NamedRequest named) {
        KeyRow row = keys.find(named.owner(), named.key(), named.hash()).orElse(null);
        if (row == null) {
            return underWay(request);
        }
        if (!row.same()) {
            return answers.failed(request, ErrorCode.STATE_004);
        }
        Integer status = row.status();
        if (status == null) {
            return row.used() ? refused(request, Problem.ANSWER_LOST) : underWay(request);
        }
        String body = row.body();
        return body == null
                ? refused(request, Problem.ANSWER_TOO_LONG)
                : HttpResponse.status(HttpStatus.valueOf(status))
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header("Idempotency-Replayed", "true")
                        .body(body);
    }

    private MutableHttpResponse<?> underWay(HttpRequest<?> request) {
        return refused(request, Problem.REQUEST_UNDER_WAY).header(HttpHeaders.RETRY_AFTER, "1");
    }

    private MutableHttpResponse<?> refused(HttpRequest<?> request, Problem problem) {
        return answers.failed(request, ErrorCode.STATE_002, problem.with(KEY));
    }

    private byte[] bytes(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole body, which stays available to the endpoint; null if it cannot be read, which the
    /// endpoint will report.
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
