package com.afftok.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A file whose first line is the process id of a program that may outlive the one that started it.
///
/// An id alone proves nothing, because the system gives it to another process after the first has
/// ended: the process counts only if `evidence`, an argument that names a path of this very
/// installation, is on its command line.
record PidFile(Path file, String evidence) {

    /// The shell writes the file itself: a program that it starts for that would survive it.
    private static final String SHELL = "trap '' INT HUP; echo $$ >\"$0\" && exec \"$@\"";

    private static final Duration PAUSE = Duration.ofMillis(2);

    /// The command line of a program that writes the file itself before it begins, so that not even
    /// a launcher that is killed at that moment loses track of it. It does not hear the terminal's
    /// Ctrl-C. The evidence must be among the words.
    List<String> announcing(List<String> program) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SHELL, file.toString()));
        words.addAll(program);
        return words;
    }

    Optional<ProcessHandle> process() throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        String first = lines.isEmpty() ? "" : lines.getFirst().strip();
        if (!first.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first)).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return process.isAlive()
                && info.arguments()
                        .map(arguments -> Arrays.asList(arguments).contains(evidence))
                        .orElse(false);
    }

    private static boolean hasCommandLine(ProcessHandle process) {
        return process.isAlive() && process.info().arguments().isPresent();
    }

    /// Whether the process ended within the limit. One that only waits to be collected by its
    /// parent has ended too: it has no command line any more.
    static boolean ended(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (hasCommandLine(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
