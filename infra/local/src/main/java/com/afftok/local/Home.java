package com.afftok.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of an installation, AFFTOK_HOME: its data, secrets and logs. One process locks it at
/// a time, until it ends.
final class Home implements AutoCloseable {

    static final long MOST_LOG_BYTES = 10L * 1024 * 1024;

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// @throws CannotStart if the folder cannot be created or written, or another process holds it
    static Home open(Path path) {
        try {
            Path folder = Folders.createPrivate(path.toAbsolutePath().normalize()).toRealPath();
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
            FileChannel lock =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new CannotStart(
                        "AFFTOK_HOME: AffTok is already running in %s (process %s)"
                                .formatted(folder, holder(lock)));
            }
            lock.truncate(0);
            lock.write(bytes(Long.toString(ProcessHandle.current().pid())));
            return new Home(folder, lock);
        } catch (IOException failure) {
            throw new CannotStart(
                    "AFFTOK_HOME: cannot write to %s: %s".formatted(path, reason(failure)),
                    failure);
        }
    }

    /// Whether a process holds the home in a folder.
    static boolean isHeld(Path folder) {
        try (FileChannel lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                @Nullable FileLock free = lock.tryLock()) {
            return free == null;
        } catch (NoSuchFileException never) {
            return false;
        } catch (IOException failure) {
            throw new CannotStart(
                    "AFFTOK_HOME: cannot read %s: %s".formatted(folder, reason(failure)), failure);
        }
    }

    Path folder() {
        return folder;
    }

    Binaries binaries() {
        return new Binaries(folder.resolve("bin"));
    }

    /// The log of a part, rotated first if it is large.
    Path log(String part) throws IOException {
        Path log = logs().resolve(part + ".log");
        if (isLarge(log)) {
            Files.move(log, old(log), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    /// Copies large logs aside, and truncates them. Their writers append and need not reopen them;
    /// lines between copy and truncation are lost.
    void rotateLogs() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(logs(), "*.log")) {
            for (Path log : all) {
                if (isLarge(log)) {
                    Files.copy(log, old(log), StandardCopyOption.REPLACE_EXISTING);
                    Files.newByteChannel(
                                    log,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)
                            .close();
                }
            }
        }
    }

    private Path logs() throws IOException {
        return Folders.createPrivate(folder.resolve("logs"));
    }

    private static boolean isLarge(Path log) throws IOException {
        return Files.exists(log) && Files.size(log) > MOST_LOG_BYTES;
    }

    private static Path old(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static String holder(FileChannel lock) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        lock.read(text, 0);
        return StandardCharsets.US_ASCII.decode(text.flip()).toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileAlreadyExistsException _ -> "it is not a folder";
            case java.nio.file.NoSuchFileException _ -> "the folder cannot be created";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
