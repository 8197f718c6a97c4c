package com.afftok.edge.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One connection to Redis that nobody shares. Closing it closes the socket, whatever answer is
/// still owed on it; a connection of the shared pool would carry that debt to its next user.
public record RedisLine(Redis client, RedisConnection connection) {

    /// A handshake that takes longer is given up with its socket: a host may accept connections for
    /// a Redis that answers nothing.
    private static final Duration CONNECT = Duration.ofSeconds(2);

    public static Future<RedisLine> open(Supplier<Redis> clients) {
        Redis client = clients.get();
        return client.connect()
                .timeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .map(connection -> new RedisLine(client, connection))
                .onFailure(_ -> client.close());
    }

    public void close() {
        client.close();
    }
}
