package com.afftok.management.party.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ExportFileTest {

    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void has_all_that_was_added_in_parts_of_any_size() throws IOException {
        ExportFile file = ExportFile.make(10_000_000);
        StringBuilder expected = new StringBuilder();
        for (int length : new int[] {1, 100_000, 200_000, 300_000, 1, 262_144, 262_145, 0, 3}) {
            String part = "ب".repeat(length / 2) + "x".repeat(length % 2);
            expected.append(part);
            assertThat(file.add(part)).isTrue();
        }

        assertThat(file.bytes())
                .isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8).length);
        try (InputStream content = file.open(ends::incrementAndGet)) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(expected.toString());
        }
        assertThat(ends).hasValue(1);
    }

    @Test
    void takes_nothing_beyond_its_limit() throws IOException {
        try (ExportFile file = ExportFile.make(10)) {
            assertThat(file.add("12345")).isTrue();
            assertThat(file.add("123456")).isFalse();
            assertThat(file.add("بب1")).isTrue();
            assertThat(file.bytes()).isEqualTo(10);
        }
    }
}
