package com.afftok.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The child processes of a measurement, and a folder for their files. `close`, or the end of the
/// JVM, ends the processes and deletes the folder.
final class Children implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path folder;
    private final List<Process> running = new ArrayList<>();
    private boolean ending;

    private Children(Path folder) {
        this.folder = folder;
    }

    static Children in(Path temporary) throws IOException {
        Children children = new Children(Files.createTempDirectory(temporary, "afftok-bench-"));
        Runtime.getRuntime().addShutdownHook(new Thread(children::kill, "end children"));
        return children;
    }

    /// The folder for their files.
    Path folder() {
        return folder;
    }

    /// Starts a program, whose output goes to the file `name.log` of the folder.
    synchronized Process start(String name, List<String> words, Map<String, String> environment)
            throws IOException {
        if (ending) {
            throw new IOException("nothing is started any more");
        }
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /// Runs a program until it ends, and returns its output.
    ///
    /// @throws CannotMeasure if it fails or takes too long
    /// @throws InterruptedException if the JVM ends meanwhile, which also ends the program
    String run(String name, List<String> words, Duration limit)
            throws IOException, InterruptedException {
        return run(name, words, Map.of(), limit);
    }

    /// The same with an environment.
    String run(String name, List<String> words, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        Process process = start(name, words, environment);
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        end(process);
        stopIfEnding();
        String output = Files.readString(log(name));
        if (!ended || process.exitValue() != 0) {
            throw new CannotMeasure(name + " failed: " + output.strip());
        }
        return output;
    }

    private synchronized void stopIfEnding() throws InterruptedException {
        if (ending) {
            throw new InterruptedException("the JVM ends");
        }
    }

    /// The output of a program until now.
    String output(String name) throws IOException {
        return Files.readString(log(name));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /// Ends the processes in the reverse order of their start.
    @Override
    public void close() throws IOException {
        List<Process> all;
        synchronized (this) {
            ending = true;
            all = List.copyOf(running).reversed();
        }
        all.forEach(this::end);
        delete();
    }

    private void end(Process process) {
        process.destroy();
        boolean interrupted = false;
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            interrupted = true;
        }
        synchronized (this) {
            running.remove(process);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends all immediately: the measurement was aborted, and its results are not used.
    private synchronized void kill() {
        ending = true;
        for (Process process : running) {
            List<ProcessHandle> below = process.descendants().toList();
            process.destroyForcibly();
            below.forEach(ProcessHandle::destroyForcibly);
        }
        for (Process process : running) {
            process.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        }
        try {
            delete();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
