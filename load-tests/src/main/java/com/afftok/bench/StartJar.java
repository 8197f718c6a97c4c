package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts a service as a process, with the JVM options of the launcher, and waits until it is
/// ready.
final class StartJar {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private StartJar() {}

    /// @param service the name of the module and of the jar
    /// @param port on which the service answers whether it is ready
    /// @param jvm additional options for the JVM
    static Process start(
            Children children,
            Path root,
            String service,
            int port,
            List<String> jvm,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        Path module = root.resolve(service);
        Path jar = module.resolve("target").resolve(service + ".jar");
        if (!Files.isReadable(jar)) {
            throw new CannotMeasure(jar + " is missing: ./afftok bench builds it");
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("@" + module.resolve("jvm.options"));
        words.addAll(jvm);
        words.addAll(List.of("-jar", jar.toString()));
        Process process = children.start(service, words, environment);
        boolean ready = Patience.until(LIMIT, () -> !process.isAlive() || isReady(port));
        if (!ready || !process.isAlive()) {
            throw new CannotMeasure(
                    "%s did not start:%n%s".formatted(service, children.output(service)));
        }
        return process;
    }

    private static boolean isReady(int port) throws IOException {
        return Loopback.get(port, "/health/ready").startsWith("HTTP/1.1 200");
    }
}
