package com.afftok.local;

import com.afftok.shared.config.InvalidConfiguration;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A service as a separate process.
///
/// It ignores the terminal's Ctrl-C, because it must end before the servers that it needs.
final class ServiceProcess implements Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int SHOWN_LINES = 15;

    private final String name;
    private final Path log;
    private final List<String> java;
    private final Map<String, String> environment;
    private final Listener listener;
    private final StopSignal stop;
    private final PidFile pidFile;
    private volatile @Nullable Process process;

    /// @param java the program, its options and what it runs
    ServiceProcess(
            String name,
            Home home,
            List<String> java,
            Map<String, String> environment,
            Listener listener,
            StopSignal stop)
            throws IOException {
        this.name = name;
        this.log = home.log(fileName(name));
        this.environment = environment;
        this.listener = listener;
        this.stop = stop;
        this.pidFile = pidFile(name, home);
        this.java = java;
    }

    /// Ends a process left by an earlier launcher.
    static void stopOrphan(String name, Home home) throws IOException {
        Optional<ProcessHandle> orphan = pidFile(name, home).process();
        if (orphan.isPresent()) {
            end(orphan.get());
        }
    }

    private static PidFile pidFile(String name, Home home) {
        return new PidFile(
                home.folder().resolve(fileName(name) + ".pid"), "-Dafftok.home=" + home.folder());
    }

    private static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        long logged = Files.exists(log) ? Files.size(log) : 0;
        Process started = spawn();
        process = started;
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!HealthProbe.ready(listener.address())) {
            if (stop.requested()) {
                return;
            }
            if (!started.isAlive()) {
                throw new IOException(ending(started.exitValue(), logged));
            }
            if (System.nanoTime() > deadline) {
                stop();
                throw new IOException(
                        "%s was not ready within %d s%s"
                                .formatted(name, START_LIMIT.toSeconds(), lastLines(logged)));
            }
            stop.await(PAUSE);
        }
    }

    @Override
    public boolean isRunning() {
        Process current = process;
        return current != null && current.isAlive();
    }

    @Override
    public boolean answers() {
        return HealthProbe.alive(listener.address());
    }

    /// Whether it ended because of an invalid configuration, which no restart cures.
    @Override
    public boolean refusesToStart() {
        Process current = process;
        return current != null
                && !current.isAlive()
                && current.exitValue() == InvalidConfiguration.EXIT_CODE;
    }

    @Override
    public void stop() throws IOException {
        Process current = process;
        if (current != null) {
            end(current.toHandle());
        }
        Files.deleteIfExists(pidFile.file());
    }

    private Process spawn() throws IOException {
        List<String> words = new ArrayList<>(java);
        words.add(1, pidFile.evidence());
        ProcessBuilder builder =
                new ProcessBuilder(pidFile.announcing(words))
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String ending(int exitValue, long logged) throws IOException {
        return "%s ended with exit code %d%s".formatted(name, exitValue, lastLines(logged));
    }

    private String lastLines(long logged) throws IOException {
        List<String> lines = LastLines.of(log, logged, SHOWN_LINES);
        return lines.isEmpty() ? "" : ":\n  " + String.join("\n  ", lines);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        if (!PidFile.ended(process, DRAIN_LIMIT)) {
            process.destroyForcibly();
            PidFile.ended(process, KILL_LIMIT);
        }
    }
}
