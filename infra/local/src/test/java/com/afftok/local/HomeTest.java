package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {

    @TempDir private Path folder;

    @Test
    void is_for_its_owner_alone() throws Exception {
        Path path = folder.resolve("new").resolve("home");

        try (Home home = Home.open(path)) {
            home.log("edge");

            assertThat(permissions(home.folder())).isEqualTo("rwx------");
            assertThat(permissions(home.folder().resolve("logs"))).isEqualTo("rwx------");
        }
    }

    @Test
    void that_was_taken_from_its_owner_is_named() throws Exception {
        Path path = Files.createDirectory(folder.resolve("home"));
        Files.createFile(path.resolve("lock"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-x------"));
        assumeFalse(Files.isWritable(path), "root may write everywhere");

        assertThatThrownBy(() -> Home.open(path))
                .isInstanceOf(CannotStart.class)
                .hasMessage("AFFTOK_HOME: cannot write to %s: permission denied".formatted(path));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void that_no_folder_can_be_made_for_is_named_with_the_reason() {
        assertThatThrownBy(() -> Home.open(Path.of("/proc/nothing")))
                .isInstanceOf(CannotStart.class)
                .hasMessage(
                        "AFFTOK_HOME: cannot write to /proc/nothing: the folder cannot be created");
    }

    @Test
    void a_log_that_has_grown_large_is_put_aside_while_it_is_written() throws Exception {
        try (Home home = Home.open(folder.resolve("home"))) {
            Path log = home.log("edge");
            try (OutputStream writer =
                    Files.newOutputStream(
                            log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                writer.write(new byte[(int) Home.MOST_LOG_BYTES]);
                home.rotateLogs();
                assertThat(log).hasSize(Home.MOST_LOG_BYTES);

                writer.write('x');
                home.rotateLogs();
                writer.write("afterwards".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(log).hasContent("afterwards");
            assertThat(log.resolveSibling("edge.log.1")).hasSize(Home.MOST_LOG_BYTES + 1);
        }
    }

    @Test
    void is_held_by_the_process_that_opened_it_until_that_ends() throws Exception {
        Path path = folder.resolve("home");
        assertThat(Home.isHeld(path)).isFalse();

        Home.open(path).close();

        assertThat(Home.isHeld(path)).isFalse();
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
