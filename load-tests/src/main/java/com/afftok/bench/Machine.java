package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The machine and the versions of a measurement, without which its figures have no meaning.
record Machine(String processors, String system, String jvm, String disk, String commit) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Machine here(Children children, Path root) throws IOException, InterruptedException {
        return new Machine(
                Runtime.getRuntime().availableProcessors() + " x " + model(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                Files.getFileStore(children.folder()).type(),
                commit(children, root));
    }

    String words(Instant now) {
        return """
        date     %s
        commit   %s
        machine  %s, %s, data on %s
        jvm      %s\
        """
                .formatted(
                        now.truncatedTo(ChronoUnit.SECONDS), commit, processors, system, disk, jvm);
    }

    private static String model() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String commit(Children children, Path root) throws InterruptedException {
        try {
            return children.run(
                            "git",
                            List.of(
                                    "git",
                                    "-C",
                                    root.toString(),
                                    "describe",
                                    "--always",
                                    "--dirty",
                                    "--abbrev=12"),
                            LIMIT)
                    .strip();
        } catch (IOException | CannotMeasure _) {
            return "not known";
        }
    }
}
