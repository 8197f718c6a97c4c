package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The launcher as a process, with fake services and a home whose path contains spaces.
final class FakePlatform {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Process> launchers = new ArrayList<>();
    final Map<String, String> variables = new HashMap<>();

    FakePlatform(Path folder) throws IOException {
        this.folder = folder;
        for (String module : List.of("tracker-edge", "management-api")) {
            Path jar = folder.resolve("root/" + module + "/target/" + module + ".jar");
            Files.createDirectories(jar.getParent());
            writeJar(jar);
            Files.createFile(folder.resolve("root/" + module + "/jvm.options"));
        }
        shareBinaries();
        variables.put("AFFTOK_HOME", home().toString());
        variables.put("FAKE_NOTES", folder.resolve("notes").toString());
        for (String port : List.of("EDGE", "EDGE_ADMIN", "API", "PG", "REDIS")) {
            variables.put(port + "_PORT", "0");
        }
    }

    /// Unpacking takes longer than the rest of a start.
    private void shareBinaries() throws IOException {
        Folders.createPrivate(home());
        Files.createSymbolicLink(home().resolve("bin"), Binaries.shared().folder());
    }

    Path home() {
        return folder.resolve("a home");
    }

    /// Starts a launcher and returns immediately.
    Launched launch(String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("up", "--root", folder.resolve("root").toString()));
        words.addAll(Arrays.asList(arguments));
        return start(words);
    }

    /// Runs another command to its end.
    Launched run(String... arguments) throws IOException, InterruptedException {
        Launched run = start(List.of(arguments));
        run.exitCode();
        return run;
    }

    private Launched start(List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux")) {
            // A shell that runs the tests in the background makes them ignore Ctrl-C.
            words.addAll(List.of("env", "--default-signal=INT"));
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(arguments);
        Path output = Files.createTempFile(folder, "launcher", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        launchers.add(process);
        return new Launched(process, output);
    }

    List<String> notes() throws IOException {
        Path notes = folder.resolve("notes");
        return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    }

    /// Stops what a test left running.
    void close() throws Exception {
        for (Process launcher : launchers) {
            if (launcher.isAlive()) {
                launcher.destroy();
                launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        }
        running().forEach(ProcessHandle::destroyForcibly);
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

    static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /// One run of the launcher.
    record Launched(Process process, Path outputFile) {

        String output() {
            try {
                return Files.readString(outputFile);
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }

        Launched ready() {
            eventually(() -> output().contains("AffTok is ready\n") || !process.isAlive());
            assertThat(output()).endsWith("AffTok is ready\n");
            return this;
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        int signalled(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            return exitCode();
        }

        /// The value of a label in the output.
        String entry(String label) {
            return output().lines()
                    .filter(line -> line.startsWith(label + "  "))
                    .map(line -> line.substring(label.length()).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }

    static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String name = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                var in = FakeService.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
            out.closeEntry();
        }
    }
}
