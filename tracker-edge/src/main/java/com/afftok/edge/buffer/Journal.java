package com.afftok.edge.buffer;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.click.ClickEventWriter;
import com.afftok.shared.click.ClickRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clicks on this machine's disk, for as long as Redis can't take them.
///
/// Append-only files of whole click records, written and forced by one thread: whatever waits is
/// forced together, and is acknowledged only then. The journal holds at most its bound; a batch
/// beyond it is refused, as is one that the disk won't take. What a crash cuts off at the end of a
/// file was never acknowledged. A file is deleted when all of it is in Redis; after a crash in
/// between it is sent again, which the click ids make harmless.
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".clicks";
    private static final Pattern NUMBERED = Pattern.compile("[0-9a-f]{16}\\..+");
    private static final long SEGMENT_BYTES = 8L << 20;
    private static final int QUEUE = 1024;

    /// A finished file of the journal, ready to be sent.
    record Segment(Path file, long bytes) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Pending(byte[] records, Consumer<Kept> whenKept) {}

    private static final Pending LAST = new Pending(new byte[0], _ -> {});

    private final Path directory;
    private final long maxBytes;
    private final FileChannel lockFile;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong bytes = new AtomicLong();
    private final ReentrantLock files = new ReentrantLock();
    private final Deque<Segment> sealed = new ArrayDeque<>();
    private final Thread writer;

    private @Nullable FileChannel active;
    private Path activeFile;
    private long activeBytes;
    private long nextNumber;
    private boolean refusing;
    private volatile boolean closed;

    private Journal(Path directory, long maxBytes, FileChannel lockFile) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.lockFile = lockFile;
        this.activeFile = directory;
        this.writer = Thread.ofPlatform().name("journal").unstarted(this::write);
    }

    /// Takes the directory for itself and finds what an earlier edge left there.
    public static Journal open(Path directory, long maxBytes) throws IOException {
        Files.createDirectories(directory);
        FileChannel lockFile =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!locked(lockFile)) {
            lockFile.close();
            throw new IOException(directory + " is in use by another edge");
        }
        Journal journal = new Journal(directory, maxBytes, lockFile);
        journal.findSegments();
        journal.writer.start();
        return journal;
    }

    /// Calls back from the journal's thread, or at once when it is full.
    void append(byte[] records, Consumer<Kept> whenKept) {
        boolean fits = bytes.addAndGet(records.length) <= maxBytes;
        if (!fits || closed || !queue.offer(new Pending(records, whenKept))) {
            bytes.addAndGet(-records.length);
            whenKept.accept(Kept.NOWHERE);
        }
    }

    /// How much the journal holds, in bytes.
    public long bytes() {
        return bytes.get();
    }

    /// When the oldest click that is still here was made, or [Long#MAX_VALUE] where there is none
    /// or it can't be read.
    public long oldestMillis() {
        Path oldest = oldestFile();
        if (oldest == null) {
            return Long.MAX_VALUE;
        }
        try (InputStream in = Files.newInputStream(oldest)) {
            byte[] head = in.readNBytes(ClickEventWriter.MAX_RECORD_BYTES);
            for (ClickRecord record : ClickEventReader.readAll(head)) {
                if (record instanceof ClickRecord.Read(ClickEvent click)) {
                    return click.id().millis();
                }
            }
        } catch (IOException e) {
            log.debug("the journal's oldest click isn't known", e); // it may be in Redis by now
        }
        return Long.MAX_VALUE;
    }

    private @Nullable Path oldestFile() {
        files.lock();
        try {
            Segment first = sealed.peekFirst();
            if (first != null) {
                return first.file();
            }
            return active == null ? null : activeFile;
        } finally {
            files.unlock();
        }
    }

    /// The oldest clicks that are not in Redis, or null where there are none.
    @Nullable Segment oldest() throws IOException {
        files.lock();
        try {
            if (sealed.isEmpty()) {
                seal();
            }
            return sealed.peekFirst();
        } finally {
            files.unlock();
        }
    }

    /// Forgets a segment that is in Redis. One with damaged records stays on disk beside the
    /// journal, to be looked at.
    void drop(Segment segment, boolean damaged) throws IOException {
        files.lock();
        try {
            if (damaged) {
                Files.move(
                        segment.file(),
                        segment.file().resolveSibling(segment.file().getFileName() + ".damaged"));
            } else {
                Files.deleteIfExists(segment.file());
            }
            sealed.remove(segment);
            bytes.addAndGet(-segment.bytes());
        } finally {
            files.unlock();
        }
    }

    /// Writes what waits, then gives the directory free. Clicks that are still in it are sent by
    /// the next edge that opens it.
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            queue.put(LAST);
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        files.lock();
        try {
            seal();
        } finally {
            files.unlock();
        }
        lockFile.close();
    }

    private void write() {
        List<Pending> together = new ArrayList<>();
        boolean last = false;
        while (!last) {
            try {
                together.add(queue.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the journal", e);
            }
            queue.drainTo(together);
            last = together.remove(LAST);
            if (!together.isEmpty()) {
                answer(together, force(together));
                together.clear();
            }
        }
    }

    private void answer(List<Pending> together, Kept kept) {
        for (Pending one : together) {
            if (kept == Kept.NOWHERE) {
                bytes.addAndGet(-one.records().length);
            }
            one.whenKept().accept(kept);
        }
    }

    private Kept force(List<Pending> together) {
        files.lock();
        try {
            FileChannel file = activeFile();
            for (Pending one : together) {
                ByteBuffer buffer = ByteBuffer.wrap(one.records());
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            file.force(false);
            activeBytes = file.position();
            if (activeBytes >= SEGMENT_BYTES) {
                seal();
            }
            accepting();
            return Kept.JOURNAL;
        } catch (IOException e) {
            refuse(e);
            return Kept.NOWHERE;
        } finally {
            files.unlock();
        }
    }

    private void accepting() {
        if (refusing) {
            refusing = false;
            log.info("the journal takes clicks again");
        }
    }

    /// Whatever part of the batch reached the file is cut off again: its clicks are refused.
    private void refuse(IOException cause) {
        if (!refusing) {
            refusing = true;
            log.atError()
                    .addKeyValue("cause", cause.toString())
                    .log("the journal can't be written");
        }
        try {
            if (active != null) {
                active.truncate(activeBytes);
            }
        } catch (IOException e) {
            log.atError().addKeyValue("cause", e.toString()).log("the journal can't be cut back");
        }
    }

    private FileChannel activeFile() throws IOException {
        if (active == null) {
            activeFile = directory.resolve("%016x%s".formatted(nextNumber++, SUFFIX));
            active =
                    FileChannel.open(
                            activeFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            activeBytes = 0;
        }
        return active;
    }

    private void seal() throws IOException {
        if (active == null) {
            return;
        }
        active.close();
        active = null;
        if (activeBytes == 0) {
            Files.deleteIfExists(activeFile);
        } else {
            sealed.addLast(new Segment(activeFile, activeBytes));
        }
    }

    private void findSegments() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            for (Path file : found.filter(Journal::numbered).sorted().toList()) {
                String name = file.getFileName().toString();
                nextNumber = 1 + Long.parseUnsignedLong(name.substring(0, 16), 16);
                if (name.endsWith(SUFFIX)) {
                    Segment segment = new Segment(file, Files.size(file));
                    sealed.addLast(segment);
                    bytes.addAndGet(segment.bytes());
                }
            }
        }
        if (!sealed.isEmpty()) {
            log.atInfo()
                    .addKeyValue("bytes", bytes.get())
                    .log("the journal holds clicks of an earlier run");
        }
    }

    private static boolean numbered(Path file) {
        return NUMBERED.matcher(file.getFileName().toString()).matches();
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
