package com.afftok.edge.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends commands on the shared connections to Redis, with a limit after which the answer fails.
///
/// The connection returns to the pool when the late answer arrives. If it never does, the
/// connection is closed for its silence.
///
/// @param limit of an answer, including the wait for a free connection
public record Ask(Redis redis, Duration limit) {

    public Ask within(Duration other) {
        return new Ask(redis, other);
    }

    /// The answer; nil is a failure.
    public Future<Response> answer(Request request) {
        return maybe(request)
                .compose(answer ->
                        answer == null
                                ? Future.failedFuture("redis answered nothing")
                                : Future.succeededFuture(answer));
    }

    /// The answer, null for nil.
    public Future<@Nullable Response> maybe(Request request) {
        return redis.send(request).timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The answers to a pipeline.
    public Future<List<@Nullable Response>> all(List<Request> requests) {
        return redis.batch(requests).timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
