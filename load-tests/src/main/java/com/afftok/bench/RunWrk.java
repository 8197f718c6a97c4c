package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Runs wrk against a contender. Each run continues with the clicks after the last click of the
/// previous run, so that no contender gets a click twice.
final class RunWrk {

    static final int CONNECTIONS = 64;

    private static final int THREADS = 2;
    private static final int LAPS_APART = 50;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Children children;
    private final Path wrk;
    private int runs;

    RunWrk(Children children, Path wrk) {
        this.children = children;
        this.wrk = wrk;
    }

    /// @param script made by [WriteWrkScript]
    WrkReport run(Path script, int port, Duration duration)
            throws IOException, InterruptedException {
        runs++;
        String output =
                children.run(
                        "wrk",
                        List.of(
                                wrk.toString(),
                                "-t" + THREADS,
                                "-c" + CONNECTIONS,
                                "-d" + duration.toSeconds() + "s",
                                "--timeout",
                                "2s",
                                "-s",
                                script.toString(),
                                "http://127.0.0.1:" + port + "/",
                                "--",
                                Integer.toString(THREADS),
                                Integer.toString(runs * LAPS_APART)),
                        duration.plus(GRACE));
        return WrkReport.parse(output);
    }
}
