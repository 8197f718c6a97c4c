package com.afftok.management.access.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LowPriorityTest {

    @Test
    void is_that_of_its_threads_alone() throws Exception {
        int before = nice();

        try (ExecutorService threads =
                Executors.newSingleThreadExecutor(new LowPriority(Thread.ofPlatform().factory()))) {
            assertThat(threads.submit(LowPriorityTest::nice).get())
                    .isEqualTo(Math.max(before, LowPriority.NICE));
        }

        assertThat(nice()).isEqualTo(before);
    }

    /// The 19th column of the calling thread's state; the 2nd, a name, may contain spaces.
    private static int nice() {
        try {
            String state = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(state.replaceFirst(".*\\) ", "").split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
