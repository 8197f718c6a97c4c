package com.afftok.edge.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    @Test
    void acknowledges_a_click_once_the_name_of_its_file_is_on_disk() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(directory, ROOM, disk)) {
            CompletableFuture<Kept> kept = new CompletableFuture<>();
            journal.append(
                    bytes("first"),
                    answer -> {
                        disk.steps.add("acknowledge");
                        kept.complete(answer);
                    });
            assertThat(kept.get(10, TimeUnit.SECONDS)).isEqualTo(Kept.JOURNAL);

            assertThat(disk.steps)
                    .containsExactly("create", "force directory", "force", "acknowledge");
            assertThat(disk.forcedDirectory).isEqualTo(directory);
        }
    }

    @Test
    void writes_nothing_into_a_file_whose_name_may_not_be_on_disk() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(directory, ROOM, disk)) {
            disk.failing = "force directory";
            assertThat(append(journal, "first")).isEqualTo(Kept.NOWHERE);
            disk.failing = "";
            disk.steps.clear();

            assertThat(append(journal, "second")).isEqualTo(Kept.JOURNAL);

            assertThat(disk.steps).containsExactly("create", "force directory", "force");
            assertThat(journal.bytes()).isEqualTo(6);
            journal.tidy();
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files.map(Path::getFileName).map(Path::toString))
                        .containsExactlyInAnyOrder("lock", "0000000000000001.clicks");
            }
        }
    }

    @Test
    void acknowledges_clicks_that_are_on_disk_also_if_their_file_cannot_be_closed()
            throws Exception {
        FaultyDisk disk = new FaultyDisk();
        disk.failing = "close";
        int full = (int) Journal.SEGMENT_BYTES;
        try (Journal journal = Journal.open(directory, 2L * full, disk)) {
            assertThat(append(journal, "a".repeat(full))).isEqualTo(Kept.JOURNAL);

            assertThat(disk.steps).endsWith("close");
            assertThat(journal.bytes()).isEqualTo(full);
            Journal.Segment segment = journal.oldest();
            assertThat(segment).isNotNull();
            assertThat(segment.bytes()).isEqualTo(full);
            assertThat(segment.file()).hasSize(full);

            journal.drop(segment, false);
            assertThat(journal.bytes()).isZero();
            assertThat(journal.oldest()).isNull();
        }
    }

    @Test
    void goes_on_in_another_file_after_one_that_could_not_be_closed() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(directory, ROOM, disk)) {
            append(journal, "old");
            disk.failing = "close";
            Journal.Segment old = journal.oldest();
            disk.failing = "";

            assertThat(old).isNotNull();
            assertThat(Files.readString(old.file())).isEqualTo("old");
            assertThat(append(journal, "new")).isEqualTo(Kept.JOURNAL);
            assertThat(journal.bytes()).isEqualTo(6);

            journal.drop(old, false);
            Journal.Segment next = journal.oldest();
            assertThat(next).isNotNull();
            assertThat(Files.readString(next.file())).isEqualTo("new");
        }
    }

    @Test
    void a_batch_that_was_refused_leaves_nothing_between_others() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (Journal journal = Journal.open(directory, ROOM, disk)) {
            append(journal, "first");
            disk.failing = "force";
            assertThat(append(journal, "refused")).isEqualTo(Kept.NOWHERE);
            disk.failing = "";
            append(journal, "second");

            assertThat(journal.bytes()).isEqualTo(11);
            Journal.Segment segment = journal.oldest();
            assertThat(segment).isNotNull();
            assertThat(Files.readString(segment.file())).isEqualTo("firstsecond");
        }
    }

    /// A real disk with one failing operation; a file whose close fails is closed nevertheless, as
    /// on Linux.
    private static final class FaultyDisk extends Disk {

        private final List<String> steps = new CopyOnWriteArrayList<>();
        private volatile String failing = "";
        private volatile @Nullable Path forcedDirectory;

        @Override
        FileChannel create(Path file) throws IOException {
            step("create");
            return super.create(file);
        }

        @Override
        void force(FileChannel file) throws IOException {
            step("force");
            super.force(file);
        }

        @Override
        void forceDirectory(Path names) throws IOException {
            step("force directory");
            super.forceDirectory(names);
            forcedDirectory = names;
        }

        @Override
        void close(FileChannel file) throws IOException {
            super.close(file);
            step("close");
        }

        private void step(String step) throws IOException {
            steps.add(step);
            if (step.equals(failing)) {
                throw new IOException("can't " + step);
            }
        }
    }

    private static byte[] bytes(String records) {
        return records.getBytes(StandardCharsets.US_ASCII);
    }

    private static Kept append(Journal journal, String records) throws Exception {
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        journal.append(bytes(records), kept::complete);
        return kept.get(10, TimeUnit.SECONDS);
    }
}
