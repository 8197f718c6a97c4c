package com.afftok.management.party.export;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file without a name, in which an export is written before its first byte is sent: a slow
/// client holds no connection to the database, and an export that fails is answered as an error.
/// Nothing of it stays when the process ends.
final class ExportFile implements AutoCloseable {

    private static final int BUFFER = 256 * 1024;

    private final FileChannel channel;
    private final long most;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long bytes;

    private ExportFile(FileChannel channel, long most) {
        this.channel = channel;
        this.most = most;
    }

    /// @param most how many bytes it may have
    static ExportFile make(long most) throws IOException {
        Path path = Files.createTempFile("export-", ".json"); // readable for its owner alone
        return new ExportFile(
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                most);
    }

    /// Appends a text, unless the file would become too large.
    ///
    /// @return whether it was appended
    boolean add(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        if (bytes + added.length > most) {
            return false;
        }
        bytes += added.length;
        if (added.length > buffer.remaining()) {
            flush();
        }
        if (added.length > buffer.capacity()) {
            write(ByteBuffer.wrap(added));
        } else {
            buffer.put(added);
        }
        return true;
    }

    private void flush() {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer full) {
        try {
            while (full.hasRemaining()) {
                channel.write(full);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long bytes() {
        return bytes;
    }

    /// The content from its beginning. The end of the stream is the end of the file.
    ///
    /// @param after is run at the end
    InputStream open(Runnable after) throws IOException {
        flush();
        channel.position(0);
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    after.run();
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
