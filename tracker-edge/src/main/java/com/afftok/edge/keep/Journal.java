package com.afftok.edge.keep;

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

/// Stores clicks on the local disk while Redis is unavailable.
///
/// It consists of append-only files of click records, written and forced by one thread: all waiting
/// batches are forced together and then acknowledged. The journal is limited in size, and
/// [#MAX_WAITING_BYTES] limit what waits in memory while the disk hangs; a batch beyond either, or
/// with a write error, is refused. What a crash truncates was never acknowledged. A file is deleted
/// when all of it is in Redis; after a crash in between it is sent again, which click ids make
/// harmless. A file that cannot be deleted is not sent again; its deletion is retried.
public final class Journal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".clicks";
    private static final Pattern NUMBERED = Pattern.compile("[0-9a-f]{16}\\..+");
    private static final int QUEUE = 1024;

    /// The size at which a file is finished.
    static final long SEGMENT_BYTES = 8L << 20;

    /// The maximum that waits in memory while the disk hangs.
    static final long MAX_WAITING_BYTES = 32L << 20;

    /// A finished file of the journal, ready to be sent.
    record Segment(Path file, long bytes) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Pending(byte[] records, Consumer<Kept> whenKept) {}

    /// A segment that is in Redis, and whose file is not yet deleted.
    private record Sent(Segment segment, boolean damaged) {}

    private static final Pending LAST = new Pending(new byte[0], _ -> {});

    private final Path directory;
    private final long maxBytes;
    private final FileChannel lockFile;
    private final Disk disk;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final ReentrantLock files = new ReentrantLock();
    private final Deque<Segment> sealed = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Thread writer;

    private @Nullable FileChannel active;
    private Path activeFile;
    private long activeBytes;
    private long nextNumber;
    private boolean refusing;
    private boolean undeletable;
    private volatile boolean closed;

    private Journal(Path directory, long maxBytes, FileChannel lockFile, Disk disk) {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.lockFile = lockFile;
        this.disk = disk;
        this.activeFile = directory;
        this.writer = Thread.ofPlatform().name("journal").unstarted(this::write);
    }

    /// Locks the directory, and finds the files of previous edges.
    public static Journal open(Path directory, long maxBytes) throws IOException {
        return open(directory, maxBytes, new Disk());
    }

    static Journal open(Path directory, long maxBytes, Disk disk) throws IOException {
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
        Journal journal = new Journal(directory, maxBytes, lockFile, disk);
        journal.findSegments();
        journal.writer.start();
        return journal;
    }

    /// Calls back on the journal's thread, or immediately if it is full.
    void append(byte[] records, Consumer<Kept> whenKept) {
        long held = bytes.addAndGet(records.length);
        long inMemory = waiting.addAndGet(records.length);
        boolean fits = held <= maxBytes && inMemory <= MAX_WAITING_BYTES;
        if (!fits || closed || !queue.offer(new Pending(records, whenKept))) {
            waiting.addAndGet(-records.length);
            bytes.addAndGet(-records.length);
            whenKept.accept(Kept.NOWHERE);
        }
    }

    /// The size of the journal.
    public long bytes() {
        return bytes.get();
    }

    /// The time of the oldest click, or [Long#MAX_VALUE] if there is none or it cannot be read.
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

    /// The oldest clicks that are not in Redis, or null if there are none.
    @Nullable Segment oldest() {
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

    /// Removes a segment that is in Redis, and deletes its file. The file of a segment with damaged
    /// records is kept for inspection.
    void drop(Segment segment, boolean damaged) {
        files.lock();
        try {
            sealed.remove(segment);
            sent.add(new Sent(segment, damaged));
        } finally {
            files.unlock();
        }
        tidy();
    }

    /// Deletes the files of removed segments; the next call retries those that cannot be deleted.
    void tidy() {
        files.lock();
        try {
            sent.removeIf(this::isRemoved);
            if (undeletable && sent.isEmpty()) {
                undeletable = false;
                log.info("the journal's files can be deleted again");
            }
        } finally {
            files.unlock();
        }
    }

    private boolean isRemoved(Sent one) {
        Path file = one.segment().file();
        try {
            if (one.damaged()) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            if (!undeletable) {
                undeletable = true;
                log.atError()
                        .addKeyValue("cause", e.toString())
                        .log("the journal's files can't be deleted");
            }
            return false;
        }
        bytes.addAndGet(-one.segment().bytes());
        return true;
    }

    /// Writes what waits, then unlocks the directory. The next edge that opens it sends the
    /// remaining clicks.
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
            waiting.addAndGet(-one.records().length);
            if (kept == Kept.NOWHERE) {
                bytes.addAndGet(-one.records().length);
            }
            try {
                one.whenKept().accept(kept);
            } catch (RuntimeException e) {
                log.error("an answer of the journal failed", e);
            }
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
            disk.force(file);
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
            log.info("the journal accepts clicks again");
        }
    }

    /// Truncates a partly written batch, whose clicks are refused. If that fails, the next batch
    /// begins a new file.
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
            log.atError().addKeyValue("cause", e.toString()).log("the journal can't be truncated");
            seal();
        }
    }

    private FileChannel activeFile() throws IOException {
        if (active == null) {
            activeFile = directory.resolve("%016x%s".formatted(nextNumber++, SUFFIX));
            activeBytes = 0;
            active = disk.create(activeFile);
            try {
                disk.forceDirectory(directory);
            } catch (IOException e) {
                seal(); // its name may not be durable: the next batch begins another file
                throw e;
            }
        }
        return active;
    }

    /// Closes the current file. All acknowledged records are forced already, so a failure only
    /// leaks a file descriptor.
    private void seal() {
        FileChannel file = active;
        if (file == null) {
            return;
        }
        active = null;
        Segment segment = new Segment(activeFile, activeBytes);
        if (activeBytes == 0) {
            sent.add(new Sent(segment, false));
        } else {
            sealed.addLast(segment);
        }
        try {
            disk.close(file);
        } catch (IOException e) {
            log.atError()
                    .addKeyValue("cause", e.toString())
                    .log("a file of the journal can't be closed");
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
