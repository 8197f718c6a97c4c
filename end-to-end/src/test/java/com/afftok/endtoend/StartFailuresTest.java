package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartFailuresTest {

    @TempDir private Path folder;
    private Launcher launcher;

    @BeforeEach
    void prepare() throws Exception {
        launcher = new Launcher(folder);
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        launcher.endAll();
        assertThat(launcher.running()).isEmpty();
    }

    @Test
    void a_port_in_use_is_named_with_its_variable() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            launcher.set("EDGE_PORT", Integer.toString(taken.getLocalPort()));

            Run run = launcher.launch();

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output())
                    .startsWith("EDGE_PORT: port " + taken.getLocalPort() + " is in use")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_home_that_cannot_be_written_is_named() throws Exception {
        Files.createFile(launcher.home());

        Run run = launcher.launch();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("AFFTOK_HOME: cannot write to " + launcher.home())
                .hasLineCount(1);
    }

    @Test
    void a_database_that_does_not_answer_is_named_without_its_password() throws Exception {
        launcher.set("DATABASE_URL", "postgres://me:secret@127.0.0.1:1/afftok");

        Run run = launcher.launch();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("DATABASE_URL: cannot use postgres://me:***@127.0.0.1:1/afftok")
                .hasLineCount(1);
    }

    @Test
    void servers_of_your_own_are_used_and_none_is_started() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalRedis redis = LocalRedis.temporary()) {
            launcher.set("DATABASE_URL", postgres.url());
            launcher.set("DATABASE_OWNER_URL", postgres.ownerUrl());
            launcher.set("REDIS_URL", redis.url());
            launcher.set("LOG_FORMAT", "JSON");

            Run first = launcher.launch("--no-demo").ready();

            assertThat(first.output()).doesNotContain("demo link");
            assertThat(launcher.log("edge")).isNotEmpty().allMatch(line -> line.startsWith("{"));
            assertThat(launcher.log("api")).isNotEmpty().allMatch(line -> line.startsWith("{"));
            assertThat(launcher.home().resolve("postgres")).doesNotExist();
            assertThat(launcher.home().resolve("redis")).doesNotExist();

            Run second = launcher.launch();

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .startsWith("AFFTOK_HOME: AffTok is already running in " + launcher.home())
                    .hasLineCount(1);
            assertThat(first.signalled("TERM")).isEqualTo(143);
        }
    }
}
