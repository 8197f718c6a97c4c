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

/// A file with the process id of a program that may outlive its parent.
///
/// The system reuses ids, so the process counts only if `evidence`, an argument with a path of this
/// installation, is on its command line.
record PidFile(Path file, String evidence) {

    /// The shell writes the file itself, because a child process for that would survive a kill.
    private static final String SHELL = "trap '' INT HUP; echo $$ >\"$0\" && exec \"$@\"";

    private static final Duration PAUSE = Duration.ofMillis(2);

    /// A command line that writes the file before the program starts, so that even a launcher
    /// killed at that moment can find it. It ignores the terminal's Ctrl-C. The evidence must be
    /// among the words.
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

    /// Whether the process ended within the limit. A zombie has ended too: it has no command line.
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
