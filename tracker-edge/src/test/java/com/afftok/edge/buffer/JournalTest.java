package com.afftok.edge.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final long ROOM = 1000;

    @TempDir Path directory;

    @Test
    void has_on_disk_what_it_acknowledged() throws Exception {
        try (Journal journal = Journal.open(directory, ROOM)) {
            assertThat(append(journal, "first")).isEqualTo(Kept.JOURNAL);
            assertThat(append(journal, "second")).isEqualTo(Kept.JOURNAL);

            Journal.Segment segment = journal.oldest();

            assertThat(segment).isNotNull();
            assertThat(Files.readString(segment.file())).isEqualTo("firstsecond");
        }
    }

    @Test
    void refuses_what_is_beyond_its_bound_and_takes_again_once_there_is_room() throws Exception {
        try (Journal journal = Journal.open(directory, ROOM)) {
            assertThat(append(journal, "a".repeat(900))).isEqualTo(Kept.JOURNAL);
            assertThat(append(journal, "b".repeat(200))).isEqualTo(Kept.NOWHERE);
            assertThat(journal.bytes()).isEqualTo(900);

            Journal.Segment segment = journal.oldest();
            assertThat(segment).isNotNull();
            journal.drop(segment, false);

            assertThat(journal.bytes()).isZero();
            assertThat(append(journal, "b".repeat(200))).isEqualTo(Kept.JOURNAL);
        }
    }

    @Test
    void finds_what_an_earlier_run_left_in_the_order_of_its_writing() throws Exception {
        try (Journal journal = Journal.open(directory, ROOM)) {
            append(journal, "old");
            journal.oldest();
            append(journal, "new");
        }

        try (Journal journal = Journal.open(directory, ROOM)) {
            assertThat(journal.bytes()).isEqualTo(6);
            Journal.Segment oldest = journal.oldest();
            assertThat(oldest).isNotNull();
            assertThat(Files.readString(oldest.file())).isEqualTo("old");
        }
    }

    @Test
    void is_given_to_one_edge_at_a_time() throws Exception {
        try (Journal _ = Journal.open(directory, ROOM)) {
            assertThatThrownBy(() -> Journal.open(directory, ROOM))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another edge");
        }
        Journal.open(directory, ROOM).close();
    }

    @Test
    void keeps_a_segment_with_damage_to_be_looked_at() throws Exception {
        try (Journal journal = Journal.open(directory, ROOM)) {
            append(journal, "damaged");
            Journal.Segment segment = journal.oldest();
            assertThat(segment).isNotNull();

            journal.drop(segment, true);

            assertThat(journal.oldest()).isNull();
            assertThat(segment.file().resolveSibling(segment.file().getFileName() + ".damaged"))
                    .exists();
        }
        try (Journal journal = Journal.open(directory, ROOM)) {
            assertThat(journal.oldest()).isNull();
            assertThat(append(journal, "next")).isEqualTo(Kept.JOURNAL);
        }
    }

    @Test
    void says_when_its_directory_is_no_directory() throws Exception {
        Path file = directory.resolve("file");
        Files.writeString(file, "", StandardOpenOption.CREATE);

        assertThatThrownBy(() -> Journal.open(file, ROOM)).isInstanceOf(IOException.class);
    }

    private static Kept append(Journal journal, String records) throws Exception {
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        journal.append(
                records.getBytes(java.nio.charset.StandardCharsets.US_ASCII), kept::complete);
        return kept.get(10, TimeUnit.SECONDS);
    }
}
