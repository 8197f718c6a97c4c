package com.afftok.edge;

import com.afftok.local.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Commands of tests to Redis, independent of the edge.
final class RedisCommands implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Redis client;

    RedisCommands(LocalRedis redis) {
        this.client = Redis.createClient(vertx, redis.url());
    }

    String send(String command, Object... arguments) {
        Future<@Nullable Response> answer =
                client.send(Request.cmd(Command.create(command), arguments));
        return String.valueOf(
                answer.toCompletionStage()
                        .toCompletableFuture()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join());
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
