package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.house.TestCertificates;
import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands to a Redis with TLS, whose certificate is for `localhost`.
class RedisConversationTest {

    private static LocalRedis redis;
    private static int port;
    private static Path authority;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        authority = certificates.authority();
        redis = LocalRedis.temporary();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (String setting :
                List.of(
                        "tls-cert-file " + certificates.certificate(),
                        "tls-key-file " + certificates.key(),
                        "tls-ca-cert-file " + authority,
                        "tls-auth-clients no",
                        "tls-port " + port)) {
            assertThat(redis.ask("CONFIG SET " + setting)).isEqualTo("+OK");
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void believes_a_server_whose_certificate_is_for_its_name() throws IOException {
        assertThat(RedisConversation.ask(url("localhost").trusting(authority), "PING"))
                .isEqualTo("+PONG");
    }

    @Test
    void refuses_a_certificate_for_another_name_or_of_an_unknown_authority() {
        assertThatThrownBy(
                        () -> RedisConversation.ask(url("127.0.0.1").trusting(authority), "PING"))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> RedisConversation.ask(url("localhost"), "PING"))
                .isInstanceOf(SSLException.class);
    }

    private static RedisUrl url(String host) {
        return RedisUrl.parse(
                redis.url()
                        .replace("redis://", "rediss://")
                        .replace("127.0.0.1:" + redis.port(), host + ":" + port));
    }
}
