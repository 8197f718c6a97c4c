package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
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
                        "AFFTOK_HOME: cannot write to /proc/nothing: no such folder can be made");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
