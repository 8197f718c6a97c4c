package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.FakePlatform.Launched;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The effect of settings on a start; external servers are shared by all tests.
final class StartTest {

    private static LocalPostgres postgres;
    private static LocalRedis redis;
    @TempDir private Path folder;
    private FakePlatform platform;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.temporary();
        redis = LocalRedis.temporary();
    }

    @AfterAll
    static void stop() {
        redis.close();
        postgres.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        platform = new FakePlatform(folder.toRealPath());
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        platform.close();
        assertThat(platform.running()).isEmpty();
    }

    @Test
    void names_the_port_that_is_in_use_and_its_variable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            platform.variables.put("API_PORT", Integer.toString(taken.getLocalPort()));

            Launched launched = platform.launch();

            assertThat(launched.exitCode()).isEqualTo(1);
            assertThat(launched.output())
                    .isEqualTo(
                            "API_PORT: port %d is in use; stop the program that listens there, or choose another port\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void names_everything_that_is_wrong_with_its_configuration() throws Exception {
        platform.variables.put("EDGE_PORT", "many");
        platform.variables.put("AFFTOK_ADMIN_PASSWORD", "weak");
        platform.variables.put("LINK_KEYS", "1:sesame");

        Launched launched = platform.launch();

        assertThat(launched.exitCode()).isEqualTo(78);
        assertThat(launched.output().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("EDGE_PORT: must be a whole number"),
                        line -> assertThat(line).startsWith("AFFTOK_ADMIN_PASSWORD: must have"),
                        line ->
                                assertThat(line)
                                        .startsWith("LINK_KEYS: ")
                                        .doesNotContain("sesame"));
    }

    @Test
    void names_a_home_that_cannot_be_written() throws Exception {
        Path file = Files.createFile(folder.toRealPath().resolve("a file"));
        platform.variables.put("AFFTOK_HOME", file.toString());

        Launched launched = platform.launch();

        assertThat(launched.exitCode()).isEqualTo(1);
        assertThat(launched.output())
                .isEqualTo("AFFTOK_HOME: cannot write to %s: it is not a folder\n".formatted(file));
    }

    @Test
    void names_servers_that_do_not_answer() throws Exception {
        platform.variables.put("DATABASE_URL", "postgres://me:secret@127.0.0.1:1/afftok");
        platform.variables.put("REDIS_URL", "redis://:secret@nowhere.invalid:1/0");

        Launched launched = platform.launch();

        assertThat(launched.exitCode()).isEqualTo(1);
        assertThat(launched.output().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith("DATABASE_URL: cannot use")
                                        .contains("127.0.0.1:1")
                                        .doesNotContain("secret"),
                        line ->
                                assertThat(line)
                                        .startsWith("REDIS_URL: cannot use")
                                        .endsWith(": unknown host")
                                        .doesNotContain("secret"));
    }

    @Test
    void stops_with_the_words_of_every_service_that_refuses_its_configuration() throws Exception {
        useGivenServers();
        platform.variables.put("FAKE_REFUSAL", "MAXMIND_FILE: is not a file");

        Launched launched = platform.launch("--no-demo");

        assertThat(launched.exitCode()).isEqualTo(1);
        assertThat(launched.output())
                .contains("edge ended with exit code 78:\n  MAXMIND_FILE: is not a file\n")
                .contains("API ended with exit code 78:\n  MAXMIND_FILE: is not a file\n");
        assertThat(platform.running()).isEmpty();
    }

    @Test
    void starts_no_server_and_makes_no_demo_data_where_others_are_given() throws Exception {
        useGivenServers();
        platform.variables.put("LINK_KEYS", "1:000102030405060708090a0b0c0d0e0f");

        Launched launched = platform.launch().ready();

        assertThat(launched.output()).doesNotContain("demo link").contains("sign-in");
        assertThat(platform.home().resolve("postgres")).doesNotExist();
        assertThat(platform.home().resolve("redis")).doesNotExist();
    }

    private void useGivenServers() {
        platform.variables.put("DATABASE_URL", postgres.url());
        platform.variables.put("DATABASE_OWNER_URL", postgres.ownerUrl());
        platform.variables.put("REDIS_URL", redis.url());
    }
}
