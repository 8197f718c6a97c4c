package com.afftok.edge.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A data file that may be replaced while it is in use.
///
/// The last valid content stays in use until a newer one is read. A changed file is read once it is
/// the same in two consecutive checks, and used only if it is still the same afterwards, so that a
/// copy in progress is never used. A file that cannot be read is logged once, and read again when
/// it changes.
///
/// @param <T> the content, which is replaced as a whole
public final class WatchedFile<T> {

    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    public interface Opener<T> {

        /// Reads a whole file.
        ///
        /// @throws IOException if the content is invalid or incomplete
        T open(Path file) throws IOException;
    }

    public interface Description<T> {

        String of(T content);
    }

    /// Identifies a state of the file.
    private record Stamp(FileTime modified, long size, @Nullable Object key) {}

    private final String what;
    private final Path file;
    private final Opener<T> opener;
    private final Description<T> description;
    private volatile @Nullable T content;
    private @Nullable Stamp handled;
    private @Nullable Stamp candidate;
    private boolean absenceReported;

    /// Reads the file immediately, if possible.
    public WatchedFile(String what, Path file, Opener<T> opener, Description<T> description) {
        this.what = what;
        this.file = file;
        this.opener = opener;
        this.description = description;
        Stamp stamp = stamp();
        if (stamp != null) {
            read(stamp);
        }
    }

    /// The last valid content, or null before there is one.
    public @Nullable T content() {
        return content;
    }

    /// Checks the file; call it at regular intervals, not on an event loop.
    public synchronized void poll() {
        Stamp stamp = stamp();
        if (stamp == null || stamp.equals(handled)) {
            candidate = null;
        } else if (stamp.equals(candidate)) {
            read(stamp);
        } else {
            candidate = stamp;
        }
    }

    private void read(Stamp stamp) {
        T read;
        try {
            read = opener.open(file);
        } catch (IOException | RuntimeException e) {
            if (stamp.equals(stamp())) {
                handled = stamp;
                log.atError()
                        .addKeyValue("what", what)
                        .addKeyValue("file", file)
                        .addKeyValue("problem", Objects.requireNonNullElse(e.getMessage(), e))
                        .addKeyValue("serving", serving())
                        .log("geo file cannot be read");
            }
            return;
        }
        Stamp after = stamp();
        if (stamp.equals(after)) {
            content = read;
            handled = stamp;
            candidate = null;
            log.atInfo()
                    .addKeyValue("what", what)
                    .addKeyValue("file", file)
                    .addKeyValue("data", description.of(read))
                    .log("geo file read");
        } else {
            candidate = after;
        }
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            absenceReported = false;
            return new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            if (!absenceReported) {
                absenceReported = true;
                log.atError()
                        .addKeyValue("what", what)
                        .addKeyValue("file", file)
                        .addKeyValue(
                                "problem",
                                e instanceof NoSuchFileException ? "no such file" : e.toString())
                        .addKeyValue("serving", serving())
                        .log("geo file cannot be read");
            }
            return null;
        }
    }

    private String serving() {
        T current = content;
        return current == null ? "nothing" : description.of(current);
    }
}
