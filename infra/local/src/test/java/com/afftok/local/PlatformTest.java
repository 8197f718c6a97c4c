package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.FakePlatform.Launched;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlatformTest {

    @TempDir private Path folder;
    private FakePlatform platform;

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
    void starts_everything_and_stops_it_on_ctrl_c() throws Exception {
        Launched launched = platform.launch().ready();

        assertThat(launched.output()).contains("demo link  http://localhost:");
        assertThat(launched.entry("sign-in")).startsWith("admin@afftok.local  ");
        assertThat(launched.signalled("INT")).isEqualTo(130);
        assertThat(platform.running()).isEmpty();
        assertThat(platform.notes()).contains("edge ends", "api ends");
    }

    @Test
    void shows_a_generated_password_once_and_the_demo_link_always() throws Exception {
        Launched first = platform.launch().ready();
        assertThat(first.signalled("TERM")).isEqualTo(143);
        assertThat(platform.running()).isEmpty();

        Launched second = platform.launch().ready();

        assertThat(second.entry("sign-in"))
                .isEqualTo(
                        "admin@afftok.local  (super admin, with the password of the first start)");
        assertThat(code(second)).isEqualTo(code(first));
    }

    @Test
    void keeps_its_secrets_to_its_owner() throws Exception {
        Path home = folder.toRealPath().resolve("new home");
        platform.variables.put("AFFTOK_HOME", home.toString());

        platform.launch().ready();

        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("secrets"))).isEqualTo("rw-------");
    }

    @Test
    void refuses_a_second_launcher_on_the_same_home() throws Exception {
        Launched first = platform.launch().ready();

        Launched second = platform.launch();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo(
                        "AFFTOK_HOME: AffTok runs already in %s (process %d)\n"
                                .formatted(platform.home(), first.process().pid()));
    }

    @Test
    void names_the_port_that_is_in_use_and_its_variable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            platform.variables.put("API_PORT", Integer.toString(taken.getLocalPort()));

            Launched launched = platform.launch();

            assertThat(launched.exitCode()).isEqualTo(1);
            assertThat(launched.output())
                    .isEqualTo(
                            "API_PORT: port %d is in use; stop what listens there, or choose another port\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void names_everything_that_is_wrong_with_its_configuration() throws Exception {
        platform.variables.put("EDGE_PORT", "many");
        platform.variables.put("AFFTOK_ADMIN_PASSWORD", "weak");

        Launched launched = platform.launch();

        assertThat(launched.exitCode()).isEqualTo(78);
        assertThat(launched.output().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("EDGE_PORT: must be a whole number"),
                        line -> assertThat(line).startsWith("AFFTOK_ADMIN_PASSWORD: must have"));
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
    void stops_with_the_words_of_a_service_that_refuses_its_configuration() throws Exception {
        platform.variables.put("FAKE_REFUSAL", "MAXMIND_FILE: is not a file");

        Launched launched = platform.launch();

        assertThat(launched.exitCode()).isEqualTo(1);
        assertThat(launched.output()).contains("MAXMIND_FILE: is not a file");
        assertThat(platform.running()).isEmpty();
    }

    @Test
    void names_servers_that_do_not_answer() throws Exception {
        platform.variables.put("DATABASE_URL", "postgres://me:secret@127.0.0.1:1/afftok");
        platform.variables.put("REDIS_URL", "redis://:secret@127.0.0.1:1/0");

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
                                        .doesNotContain("secret"));
    }

    @Test
    void starts_no_server_where_others_are_given() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalRedis redis = LocalRedis.temporary()) {
            platform.variables.put("DATABASE_URL", postgres.url());
            platform.variables.put("REDIS_URL", redis.url());

            Launched launched = platform.launch("--no-demo").ready();

            assertThat(launched.output()).doesNotContain("demo link").contains("sign-in");
            assertThat(platform.home().resolve("postgres")).doesNotExist();
            assertThat(platform.home().resolve("redis")).doesNotExist();
        }
    }

    private static String code(Launched launched) {
        String link = launched.entry("demo link");
        return link.substring(link.lastIndexOf('/'));
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
