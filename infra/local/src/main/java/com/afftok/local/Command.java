package com.afftok.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that runs to its end within a time limit. Its output is shown if it fails.
record Command(List<String> words, String input, Duration limit) {

    static Command of(List<String> words, Duration limit) {
        return new Command(words, "", limit);
    }

    Command reading(String text) {
        return new Command(words, text, limit);
    }

    /// @throws IOException with the last lines of the output if the program fails or takes too long
    void run() throws IOException, InterruptedException {
        Path output = Files.createTempFile("afftok-", ".out");
        try {
            Process process =
                    new ProcessBuilder(new ArrayList<>(words))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
                throw new IOException(name() + " did not end within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        name() + " failed: " + String.join("\n", LastLines.of(output, 20)));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private String name() {
        return words.stream()
                .filter(word -> word.startsWith("/"))
                .map(word -> String.valueOf(Path.of(word).getFileName()))
                .findFirst()
                .orElse(words.getFirst());
    }
}
