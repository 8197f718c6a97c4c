package com.afftok.management;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.house.KeptConnections;
import com.afftok.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the program as a process, configured by its environment alone.
final class MainTest {

    @TempDir private Path folder;

    @Test
    void names_every_configuration_problem_on_a_line_of_its_own_and_exits_78() throws Exception {
        Process process = start(Map.of("LOG_FORMAT", "xml"));

        assertThat(exitCode(process)).isEqualTo(78);
        assertThat(output())
                .hasLineCount(6)
                .contains(
                        "DATABASE_URL: is required",
                        "REDIS_URL: is required",
                        "LINK_KEYS: is required",
                        "DATA_KEYS: is required",
                        "JWT_KEYS: is required",
                        "LOG_FORMAT: must be one of");
    }

    @Test
    void gives_up_waiting_for_a_database_that_stays_away_and_exits_69() throws Exception {
        Process process =
                start(
                        RunningApi.variables(
                                "postgres://afftok:secret@127.0.0.1:1/afftok",
                                "redis://127.0.0.1:1",
                                Map.of("DATABASE_START_TIMEOUT", "300ms")));

        assertThat(exitCode(process)).isEqualTo(69);
        assertThat(output())
                .contains("waiting for the database", "DATABASE_URL: postgres://afftok:***@")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void does_not_wait_when_the_password_is_wrong() throws Exception {
        String url = RunningApi.shared().postgres().url().replaceFirst(":[^:@]+@", ":wrong@");

        Process process =
                start(
                        RunningApi.variables(
                                url,
                                "redis://127.0.0.1:1",
                                Map.of("DATABASE_START_TIMEOUT", "1h")));

        assertThat(exitCode(process)).isEqualTo(69);
        assertThat(output())
                .contains("DATABASE_URL: ", "password authentication failed")
                .doesNotContain("wrong", "\tat ");
    }

    @Test
    void refuses_a_database_without_schema_until_it_is_migrated_and_exits_69() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary()) {
            Process refused =
                    start(RunningApi.variables(postgres.url(), "redis://127.0.0.1:1", Map.of()));

            assertThat(exitCode(refused)).isEqualTo(69);
            assertThat(output())
                    .contains("DATABASE_URL: ", " has no schema, ", "run ./afftok migrate")
                    .doesNotContain("\tat ");

            Process migrated =
                    start(
                            Map.of(
                                    "DATABASE_URL",
                                    postgres.url(),
                                    "DATABASE_OWNER_URL",
                                    postgres.ownerUrl()),
                            "migrate");

            assertThat(exitCode(migrated)).as(output()).isZero();
            assertThat(output()).contains("schema up to date").doesNotContain("for-tests");
        }
    }

    @Test
    void compares_figures_with_their_rows_as_text_and_as_json() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.migrated()) {
            Map<String, String> variables =
                    RunningApi.variables(postgres.url(), "redis://127.0.0.1:1", Map.of());
            Process agreeing = start(variables, "reconcile");

            assertThat(exitCode(agreeing)).as(output()).isZero();
            assertThat(output())
                    .contains("open_postings: 0 compared, 0 differences")
                    .contains("all figures agree with their rows")
                    .doesNotContain("ERROR", "\tat ");

            Process asJson = start(variables, "reconcile", "--json");

            assertThat(exitCode(asJson)).as(output()).isZero();
            assertThat(output())
                    .contains(
                            "{\"name\":\"open_postings\",\"compared\":0,\"differences\":0,\"named\":[]}");
            new KeptConnections(postgres.ownerUrl())
                    .run(connection ->
                            connection
                                    .createStatement()
                                    .execute("insert into link_counters values (1, 1, 1)"));
            Process differing = start(variables, "reconcile");

            assertThat(exitCode(differing)).as(output()).isEqualTo(1);
            assertThat(output())
                    .contains("  billable of 1 1: 1 is kept, 0 is expected")
                    .contains("1 figures differ from their rows");
        }
    }

    @Test
    void says_in_one_line_why_it_cannot_migrate() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary()) {
            Process refused = start(Map.of("DATABASE_URL", postgres.url()), "migrate");

            assertThat(exitCode(refused)).isEqualTo(69);
            assertThat(output())
                    .contains("DATABASE_URL: ", "cannot be brought up to date", "permission denied")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void names_a_port_that_is_taken_and_exits_69() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Process process = start(variables(Map.of("API_PORT", port)));

            assertThat(exitCode(process)).isEqualTo(69);
            assertThat(output())
                    .contains("API_PORT: port " + port + " of 127.0.0.1 cannot be had")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void starts_without_redis_writes_its_log_as_json_if_told_so_and_stops_on_sigterm()
            throws Exception {
        Process process =
                start(
                        RunningApi.variables(
                                RunningApi.shared().postgres().url(),
                                "redis://127.0.0.1:1",
                                Map.of("LOG_FORMAT", "JSON")));
        eventually("it serves", () -> output().contains("\"message\":\"api serves\""));

        process.destroy();

        assertThat(exitCode(process)).isIn(0, 143);
        assertThat(output().lines())
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                .last()
                .asString()
                .contains("api stops");
    }

    private static Map<String, String> variables(Map<String, String> more) {
        RunningApi api = RunningApi.shared();
        return RunningApi.variables(api.postgres().url(), api.redis().url(), more);
    }

    private Process start(Map<String, String> variables, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ended").isTrue();
        return process.exitValue();
    }

    private Path log() {
        return folder.resolve("output");
    }

    private String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
