package com.afftok.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartArchiveTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String FROM_ARCHIVE = "FakeService source: shared objects file";

    @TempDir private Path folder;
    private final StopSignal stop = new StopSignal();
    private Home home;
    private Path jar;

    @BeforeEach
    void prepare() throws Exception {
        home = Home.open(folder.resolve("a home"));
        jar = folder.resolve("service.jar");
        FakePlatform.writeJar(jar);
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        assertThat(home.folder().resolve("edge-archive.pid")).doesNotExist();
        stop.finished();
        home.close();
    }

    @Test
    void is_made_from_what_one_start_loads_and_serves_the_next() throws Exception {
        assertThat(start()).doesNotContain(FROM_ARCHIVE);
        archive().make(stop);

        assertThat(start()).contains(FROM_ARCHIVE);
    }

    @Test
    void of_another_build_is_not_used_and_goes_when_there_is_a_new_one() throws Exception {
        start();
        archive().make(stop);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));

        assertThat(start()).doesNotContain(FROM_ARCHIVE);
        archive().make(stop);

        assertThat(start()).contains(FROM_ARCHIVE);
        assertThat(home.folder().resolve("archives")).isDirectoryContaining(this::isArchive);
        assertThat(home.folder().resolve("archives").toFile().list()).hasSize(1);
    }

    @Test
    void that_is_damaged_is_done_without() throws Exception {
        start();
        archive().make(stop);
        try (var archives = Files.newDirectoryStream(home.folder().resolve("archives"))) {
            Files.writeString(archives.iterator().next(), "no archive");
        }

        assertThat(start()).contains("here we are").doesNotContain(FROM_ARCHIVE, "[error]");
    }

    @Test
    void is_given_up_when_the_stop_is_requested() throws Exception {
        start();
        stop.request();

        archive().make(stop);

        assertThat(home.folder().resolve("archives")).isDirectoryNotContaining(this::isArchive);
    }

    private boolean isArchive(Path file) {
        return file.toString().endsWith(".jsa");
    }

    private StartArchive archive() throws Exception {
        return new StartArchive("edge", home, jar, List.of(JAVA));
    }

    /// Starts the service, which refuses its configuration, and returns its output.
    private String start() throws Exception {
        List<String> words = new ArrayList<>(List.of(JAVA));
        words.addAll(archive().options());
        words.addAll(List.of("-Xlog:class+load", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("FAKE_REFUSAL", "here we are");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(78);
        return output;
    }
}
