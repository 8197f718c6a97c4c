package com.afftok.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.house.TestCertificates;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.management.platform.schema.CheckSchema;
import com.afftok.shared.config.DatabaseUrl;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API with a PostgreSQL and a Redis with TLS, whose certificate is for `localhost`.
class TlsTest {

    private static LocalPostgres postgres;
    private static LocalRedis redis;
    private static int redisPort;
    private static Path authority;
    private static Path otherAuthority;

    @BeforeAll
    static void start(@TempDir Path folder, @TempDir Path other) throws Exception {
        TestCertificates certificates = TestCertificates.in(folder);
        authority = certificates.authority();
        otherAuthority = TestCertificates.in(other).authority();
        postgres = LocalPostgres.migrated();
        for (String statement :
                List.of(
                        "alter system set ssl = on",
                        "alter system set ssl_cert_file = '" + certificates.certificate() + "'",
                        "alter system set ssl_key_file = '" + certificates.key() + "'",
                        "select pg_reload_conf()")) {
            execute(statement);
        }
        redis = LocalRedis.temporary();
        redisPort = freePort();
        for (String setting :
                List.of(
                        "tls-cert-file " + certificates.certificate(),
                        "tls-key-file " + certificates.key(),
                        "tls-ca-cert-file " + authority,
                        "tls-auth-clients no",
                        "tls-port " + redisPort)) {
            assertThat(redis.ask("CONFIG SET " + setting)).isEqualTo("+OK");
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
        postgres.close();
    }

    @Test
    void serves_over_servers_whose_certificates_lead_to_the_authority() {
        try (Api api = Api.start(config("localhost", "verify-full", authority))) {
            assertThat(api.part(LazyRedis.class).connection().join().sync().ping())
                    .isEqualTo("PONG");
        }
    }

    @Test
    void does_not_start_over_a_postgres_of_another_name() {
        assertThatThrownBy(new CheckSchema(database("127.0.0.1", "verify-full", authority))::run)
                .isInstanceOf(CannotStart.class);
        new CheckSchema(database("127.0.0.1", "verify-ca", authority)).run();
    }

    @Test
    void does_not_start_over_a_postgres_of_an_unknown_authority() {
        for (String mode : List.of("verify-ca", "verify-full")) {
            assertThatThrownBy(new CheckSchema(database("localhost", mode, otherAuthority))::run)
                    .isInstanceOf(CannotStart.class);
            assertThatThrownBy(new CheckSchema(database("localhost", mode, null))::run)
                    .isInstanceOf(CannotStart.class);
        }
    }

    private static ApiConfig.Database database(String host, String mode, @Nullable Path trusted) {
        return config(host, mode, trusted).database();
    }

    private static ApiConfig config(String host, String mode, @Nullable Path trusted) {
        Map<String, String> certificates = new HashMap<>();
        certificates.put("DATABASE_START_TIMEOUT", "1ms");
        if (trusted != null) {
            certificates.put("DATABASE_CA", trusted.toString());
            certificates.put("REDIS_CA", trusted.toString());
        }
        return ApiConfig.read(
                RunningApi.variables(
                        postgres.url().replace("127.0.0.1", host).replace("disable", mode),
                        redis.url()
                                .replace("redis://", "rediss://")
                                .replace("127.0.0.1:" + redis.port(), host + ":" + redisPort),
                        certificates));
    }

    private static void execute(String statement) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(postgres.ownerUrl());
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                var made = connection.createStatement()) {
            made.execute(statement);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
