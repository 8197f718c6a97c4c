package com.afftok.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last lines of a log, to show why a program failed.
final class LastLines {

    private static final int MOST_BYTES = 16 * 1024;

    private LastLines() {}

    static List<String> of(Path log, int count) throws IOException {
        return of(log, 0, count);
    }

    /// @param since the offset of the first relevant line
    static List<String> of(Path log, long since, int count) throws IOException {
        if (!Files.isReadable(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(since, file.length() - MOST_BYTES);
            byte[] end = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> lines =
                    new String(end, StandardCharsets.UTF_8)
                            .lines()
                            .filter(l -> !l.isBlank())
                            .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }
}
