package com.afftok.edge.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A connection to Redis that is not shared. Closing it closes the socket, even if an answer is
/// pending; a pooled connection would pass the pending answer on to its next user.
public record RedisLine(Redis client, RedisConnection connection) {

    /// Limit of the handshake, because a host may accept connections without answering.
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
