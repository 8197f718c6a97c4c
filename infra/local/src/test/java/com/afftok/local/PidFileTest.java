package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PidFileTest {

    private static final String EVIDENCE = "the evidence";

    @TempDir private Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end_process() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void finds_the_process_that_shows_the_evidence() throws Exception {
        Process process = start("sleep 60; :", EVIDENCE);

        assertThat(pidFile(Long.toString(process.pid())).process()).hasValue(process.toHandle());
    }

    @Test
    void takes_a_stranger_with_the_same_id_for_no_process_of_ours() throws Exception {
        Process process = start("sleep 60; :", "something else");

        assertThat(pidFile(Long.toString(process.pid())).process()).isEmpty();
    }

    @Test
    void finds_nothing_in_a_file_that_holds_no_process_id() throws Exception {
        for (String text : List.of("", "\n", "-1", "12 monkeys", "99999999999999999999")) {
            assertThat(pidFile(text).process()).as(text).isEmpty();
        }
    }

    @Test
    void finds_nothing_without_a_file() throws Exception {
        PidFile pidFile = new PidFile(folder.resolve("absent"), EVIDENCE);

        assertThat(pidFile.process()).isEmpty();
    }

    /// In a container whose first process does not reap children, zombies remain.
    @Test
    void counts_a_process_as_ended_that_its_parent_has_not_collected() throws Exception {
        Process process = start("exec 3<&0; sh -c 'read _' <&3 & echo $!; exec sleep 60");
        ProcessHandle child = ProcessHandle.of(Long.parseLong(firstLine(process))).orElseThrow();

        process.getOutputStream().close();

        assertThat(PidFile.ended(child, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void says_that_a_process_has_not_ended_in_time() throws Exception {
        Process process = start("sleep 60; :");

        assertThat(PidFile.ended(process.toHandle(), Duration.ofMillis(20))).isFalse();
    }

    private Process start(String script, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        return output.readLine();
    }

    private PidFile pidFile(String text) throws IOException {
        return new PidFile(Files.writeString(folder.resolve("pid"), text + "\n"), EVIDENCE);
    }
}
