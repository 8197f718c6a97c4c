package com.afftok.management.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.afftok.house.TestCertificates;
import com.afftok.management.RunningApi;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.Eventually;
import io.lettuce.core.RedisCommandTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with an untrusted certificate receives nothing, not even the password.
class LazyRedisTlsTest {

    private final AtomicInteger refusals = new AtomicInteger();
    @TempDir static Path folder;
    @TempDir static Path other;
    private static TestCertificates certificates;

    @BeforeAll
    static void certify() throws Exception {
        certificates = TestCertificates.in(folder);
    }

    @Test
    void refuses_a_server_of_another_name() throws Exception {
        refuses("127.0.0.1", Map.of("REDIS_CA", certificates.authority().toString()));
    }

    @Test
    void refuses_a_server_of_an_unknown_authority() throws Exception {
        refuses("localhost", Map.of());
        refuses("localhost", Map.of("REDIS_CA", TestCertificates.in(other).authority().toString()));
    }

    private void refuses(String host, Map<String, String> trusted) throws IOException {
        try (ServerSocket server =
                certificates.sockets().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> shakeHands(server));
            LazyRedis redis =
                    new LazyRedis(
                            ApiConfig.read(
                                    RunningApi.variables(
                                            "postgres://me@db/shop",
                                            "rediss://:secret@%s:%d"
                                                    .formatted(host, server.getLocalPort()),
                                            trusted)));
            try {
                // On a busy machine the first handshakes may outlast an attempt.
                Throwable refusal =
                        Eventually.within(
                                Duration.ofSeconds(30),
                                () -> catchThrowable(() -> redis.connection().join()),
                                failure ->
                                        !(Throwables.getRootCause(failure)
                                                instanceof RedisCommandTimeoutException));
                assertThat(refusal).hasStackTraceContaining(SSLException.class.getPackageName());
            } finally {
                redis.close();
            }
        }
    }

    private void shakeHands(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                client.getInputStream().readAllBytes();
            } catch (IOException e) {
                refusals.incrementAndGet(); // the client closed the handshake, as required
            }
        }
    }
}
