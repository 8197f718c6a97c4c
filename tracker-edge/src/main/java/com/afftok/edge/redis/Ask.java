package com.afftok.edge.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Questions to Redis on its shared connections, each with a limit: an answer fails when it has not
/// come by then.
///
/// The connection that owes the late answer goes back to the pool when the answer comes. If it
/// never comes, the connection is closed for its silence.
///
/// @param limit how long an answer may take, the wait for a free connection included
public record Ask(Redis redis, Duration limit) {

    /// The same Redis with another limit.
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

    /// The answers to requests that are sent together.
    public Future<List<@Nullable Response>> all(List<Request> requests) {
        return redis.batch(requests).timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
