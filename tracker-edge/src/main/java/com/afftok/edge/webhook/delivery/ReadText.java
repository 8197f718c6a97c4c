package com.afftok.edge.webhook.delivery;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// The beginning of an answer, as text that PostgreSQL keeps and a person reads.
final class ReadText {

    private static final int MAX_CHARACTERS = 2000;
    private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    /// Read to the end up to here, so that the connection can be used again.
    private static final int MAX_READ = 64 << 10;

    private final Buffer kept = Buffer.buffer();
    private int read;

    /// Takes what came.
    ///
    /// @return whether more should be read
    boolean add(Buffer part) {
        read += part.length();
        int room = Math.min(part.length(), MAX_BYTES - kept.length());
        kept.appendBuffer(part, 0, room);
        return read <= MAX_READ;
    }

    @Override
    public String toString() {
        String text = kept.toString(StandardCharsets.UTF_8);
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MAX_CHARACTERS)
                .map(c -> Character.isISOControl(c) && c != '\n' ? ' ' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
