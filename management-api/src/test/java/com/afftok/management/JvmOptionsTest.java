package com.afftok.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The options with which the API is run.
final class JvmOptionsTest {

    private static final Pattern MAX_HEAP = Pattern.compile("MaxHeapSize\\s*=\\s*(\\d+)");
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void bound_the_heap_also_on_a_large_machine() throws Exception {
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@jvm.options",
                                "-XX:+PrintFlagsFinal",
                                "-version")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        Matcher maxHeap = MAX_HEAP.matcher(output);
        assertThat(maxHeap.find()).as(output).isTrue();
        assertThat(Long.parseLong(maxHeap.group(1))).isBetween(1L, GIBIBYTE);
    }
}
