package com.afftok.management.platform.redis;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.config.TrustedCertificates;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection to Redis, opened at first use and reopened when it fails.
///
/// Nothing blocks: while Redis is down, commands fail immediately, and concurrent callers share one
/// connection attempt. Commands are not queued, and none outlives a second. A connection that owes
/// an answer for two seconds is closed and reopened; its commands in flight fail.
@Singleton
public final class LazyRedis {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final int MOST_WAITING_COMMANDS = 10_000;

    private final RedisURI uri;
    private final SslOptions ssl;
    private final SilenceLimit silence;
    private boolean closed;
    private @Nullable ClientResources resources;
    private @Nullable RedisClient client;
    private @Nullable CompletableFuture<StatefulRedisConnection<String, String>> connection;

    @Inject
    LazyRedis(ApiConfig config) {
        this(config, SILENCE);
    }

    /// @param silence how long the connection may owe an answer
    LazyRedis(ApiConfig config, Duration silence) {
        this.silence = new SilenceLimit(silence);
        uri = uri(config.redis());
        ssl = ssl(config.redis());
    }

    private static RedisURI uri(RedisUrl url) {
        RedisURI.Builder builder =
                RedisURI.builder()
                        .withHost(url.host())
                        .withPort(url.port())
                        .withSsl(url.tls())
                        .withDatabase(url.database())
                        .withTimeout(PATIENCE)
                        .withClientName("afftok-api");
        if (!url.user().isEmpty()) {
            builder.withAuthentication(url.user(), url.password());
        } else if (!url.password().isEmpty()) {
            builder.withPassword((CharSequence) url.password());
        }
        return builder.build();
    }

    private static SslOptions ssl(RedisUrl url) {
        try {
            return SslOptions.builder()
                    .jdkSslProvider()
                    .trustManager(TrustedCertificates.of(url.ca()))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("REDIS_CA", "names certificates that can't be read", e);
        }
    }

    /// Connects in the background, so that the first request does not wait.
    public void connectAhead() {
        Thread.startVirtualThread(() -> {
            CompletableFuture<StatefulRedisConnection<String, String>> _ = connection();
        });
    }

    /// The connection. The future fails within a second while Redis is down; the next call tries
    /// again.
    public synchronized CompletableFuture<StatefulRedisConnection<String, String>> connection() {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("the process stops"));
        }
        CompletableFuture<StatefulRedisConnection<String, String>> known = connection;
        if (known != null && !known.isCompletedExceptionally()) {
            return known.copy();
        }
        RedisClient started = client == null ? start() : client;
        connection = started.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
        return connection.copy();
    }

    private RedisClient start() {
        resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(
                                Delay.exponential(
                                        50, PATIENCE.toMillis(), TimeUnit.MILLISECONDS, 2))
                        .nettyCustomizer(
                                new NettyCustomizer() {
                                    @Override
                                    public void afterChannelInitialized(Channel channel) {
                                        silence.applyTo(channel);
                                    }
                                })
                        .build();
        client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(MOST_WAITING_COMMANDS)
                        .sslOptions(ssl)
                        .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(PATIENCE)
                                        .keepAlive(true)
                                        .build())
                        .build());
        return client;
    }

    @PreDestroy
    synchronized void close() {
        closed = true;
        if (client != null && resources != null) {
            client.shutdown(Duration.ZERO, PATIENCE);
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
    }
}
