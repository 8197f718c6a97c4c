package com.afftok.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script in the root folder, without builds.
final class ScriptTest {

    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "sed",
                    "readlink",
                    "find",
                    "head",
                    "cat",
                    "env",
                    "dirname",
                    "grep",
                    "mkdir",
                    "rm",
                    "sort");

    @TempDir private Path folder;

    @Test
    void help_lists_the_commands() throws Exception {
        Answer answer = script(Launcher.ROOT.resolve("afftok"), Map.of(), "help");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output())
                .contains(
                        "up [--demo | --no-demo]",
                        "admin create",
                        "admin reset-password",
                        "test [--long]",
                        "bench");
    }

    @Test
    void an_unknown_command_is_one_clear_line() throws Exception {
        Answer answer = script(Launcher.ROOT.resolve("afftok"), Map.of(), "nonsense");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("nonsense").hasLineCount(1);
    }

    @Test
    void words_of_admin_that_nobody_understands_are_one_clear_line() throws Exception {
        Answer answer =
                script(
                        Launcher.ROOT.resolve("afftok"),
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        "admin",
                        "dismiss");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).startsWith("usage: admin create").hasLineCount(1);
    }

    @Test
    void a_missing_jdk_is_one_clear_line() throws Exception {
        Path script = copyInAnotherPlace();

        Answer answer = script(script, withoutJava(), "up");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors())
                .isEqualTo(
                        "afftok: no JDK 25 or newer found: install one, or set JAVA_HOME to it\n");
    }

    @Test
    void a_missing_maven_is_one_clear_line() throws Exception {
        Map<String, String> variables =
                Map.of(
                        "PATH",
                        toolsAlone().toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home"));

        Answer answer = script(copy(), variables, "test");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).startsWith("afftok: no Maven found").hasLineCount(1);
    }

    @Test
    void a_missing_browser_leaves_tests_out_with_one_clear_line() throws Exception {
        Answer answer = script(copy(), withFakeMaven(), "test");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output())
                .isEqualTo(
                        """
                        browser tests are skipped: chromium or chromedriver is not installed
                        mvn -B -T2 verify
                        """);
    }

    @Test
    void a_long_test_run_does_all_of_each_simulation() throws Exception {
        Answer answer = script(copy(), withFakeMaven(), "test", "--long");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.output()).endsWith("mvn -B -T2 -Dtests=long verify\n");
    }

    @Test
    void a_word_that_test_does_not_know_is_one_clear_line() throws Exception {
        Answer answer = script(copy(), withFakeMaven(), "test", "--quick");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.errors()).contains("--quick").hasLineCount(1);
    }

    @Test
    void a_missing_browser_is_a_fault_where_its_tests_are_required() throws Exception {
        Map<String, String> variables = new HashMap<>(withFakeMaven());
        variables.put("BROWSER_TESTS", "required");

        Answer answer = script(copy(), variables, "test");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors()).contains("chromium").hasLineCount(1);
    }

    @Test
    void a_symbolic_link_in_a_folder_with_blanks_will_do() throws Exception {
        Path link = Files.createDirectory(folder.resolve("my programs")).resolve("afftok");
        Files.createSymbolicLink(link, Launcher.ROOT.resolve("afftok"));

        Answer answer = script(link, Map.of(), "up", "--now");

        assertThat(answer.exitCode()).isNotZero();
        assertThat(answer.errors()).contains("--now").hasLineCount(1);
    }

    /// The script in a folder without earlier tests.
    private Path copy() throws IOException {
        return Files.copy(Launcher.ROOT.resolve("afftok"), folder.resolve("afftok"));
    }

    /// The script without its locations of JDKs.
    private Path copyInAnotherPlace() throws IOException {
        String text = Files.readString(Launcher.ROOT.resolve("afftok"));
        Path script = folder.resolve("afftok");
        Files.writeString(script, text.replace("/usr/", "/nowhere/").replace("/opt/", "/nowhere/"));
        return script;
    }

    private Map<String, String> withoutJava() throws IOException {
        return Map.of(
                "PATH", toolsAlone().toString(),
                "JAVA_HOME", "",
                "HOME", folder.toString(),
                "SDKMAN_DIR", folder.toString());
    }

    /// A Maven that prints its arguments, and no browser.
    private Map<String, String> withFakeMaven() throws IOException {
        Path tools = toolsAlone();
        Path maven = tools.resolve("mvn");
        Files.writeString(maven, "#!/bin/sh\necho mvn $*\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        return Map.of(
                "PATH",
                tools.toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "BROWSER_TESTS",
                "");
    }

    private Path toolsAlone() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin", "/usr/bin")) {
                Path program = Path.of(place, tool);
                if (Files.isExecutable(program) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), program);
                }
            }
        }
        return tools;
    }

    private record Answer(int exitCode, String output, String errors) {}

    private Answer script(Path script, Map<String, String> variables, String... words)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.waitFor();
        return new Answer(exitCode, output, Files.readString(folder.resolve("errors")));
    }
}
