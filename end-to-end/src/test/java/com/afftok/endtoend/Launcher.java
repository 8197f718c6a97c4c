package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// `./afftok up` without its build: the launcher, started any number of times on one home, whose
/// path contains a space.
final class Launcher {

    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /// PostgreSQL and Redis as unpacked by the tests of other modules.
    private static final Path PROGRAMS =
            Path.of(System.getProperty("user.home"), ".cache", "afftok");

    private final Path folder;
    private final @Nullable Path programs;
    private final Map<String, String> variables = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    /// Starts quickly: with unpacked programs, and services that compile little and create no
    /// archives.
    Launcher(Path folder) throws IOException {
        this(folder, List.of("-XX:TieredStopAtLevel=1"), PROGRAMS);
    }

    /// Starts as on a new machine.
    static Launcher asShipped(Path folder) throws IOException {
        return new Launcher(folder, List.of(), null);
    }

    private Launcher(Path folder, List<String> childOptions, @Nullable Path programs)
            throws IOException {
        this.programs = programs;
        this.folder = folder.toRealPath();
        set("AFFTOK_HOME", home().toString());
        set("AFFTOK_CHILD_OPTS", String.join(" ", childOptions));
        for (String part : List.of("EDGE", "EDGE_ADMIN", "API", "PG", "REDIS")) {
            set(part + "_PORT", "0");
        }
    }

    Path home() {
        return folder.resolve("a home");
    }

    void set(String variable, String value) {
        variables.put(variable, value);
    }

    /// Starts a launcher and returns immediately.
    Run launch(String... arguments) throws IOException {
        if (programs != null && Files.isDirectory(programs) && !Files.exists(home())) {
            Files.createSymbolicLink(Files.createDirectory(home()).resolve("bin"), programs);
        }
        List<String> words = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A shell that runs the tests in the background makes them ignore Ctrl-C.
            words.addAll(List.of("env", "--default-signal=INT"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
        words.add(ROOT.resolve("infra/local/target/afftok-local.jar").toString());
        words.addAll(List.of("up", "--root", ROOT.toString()));
        words.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile(folder, "launcher", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        started.add(process);
        return new Run(process, output);
    }

    /// Runs another command of `./afftok` to its end, beside the launcher.
    Run script(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", ROOT.resolve("afftok").toString()));
        command.addAll(Arrays.asList(words));
        Path output = Files.createTempFile(folder, "script", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Run run = new Run(builder.start(), output);
        run.exitCode();
        return run;
    }

    /// All processes of this platform: those with the home on their command line.
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().filter(this::namesHome).isPresent())
                .toList();
    }

    private boolean namesHome(String[] arguments) {
        return Arrays.stream(arguments).anyMatch(word -> word.contains(home().toString()));
    }

    ProcessHandle process(String pidFile) throws IOException {
        String pid = Files.readAllLines(home().resolve(pidFile)).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    List<String> log(String part) throws IOException {
        return Files.readAllLines(home().resolve("logs").resolve(part + ".log"));
    }

    String secret(String name) throws IOException {
        return Files.readAllLines(home().resolve("secrets")).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /// Ends what a failed test left running.
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        running().forEach(ProcessHandle::destroyForcibly);
    }

    /// One run of the launcher.
    record Run(Process process, Path outputFile) {

        String output() {
            try {
                return Files.readString(outputFile);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        Run ready() throws Exception {
            Await.until(
                    START_LIMIT,
                    this::output,
                    text -> text.endsWith("AffTok is ready\n") || !process.isAlive());
            assertThat(output()).endsWith("AffTok is ready\n");
            return this;
        }

        /// The value of a label in the output.
        String entry(String label) {
            return output().lines()
                    .filter(line -> line.startsWith(label + " "))
                    .map(line -> line.substring(label.length()).strip())
                    .findFirst()
                    .orElseThrow();
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        int signalled(String signal) throws Exception {
            String pid = Long.toString(process.pid());
            new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            return exitCode();
        }
    }
}
