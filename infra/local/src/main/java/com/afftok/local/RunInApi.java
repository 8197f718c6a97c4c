package com.afftok.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs a command of the management API's program, with the environment of the running one.
final class RunInApi {

    private RunInApi() {}

    /// Returns the exit code.
    static int run(Plan plan, List<String> words) {
        Running running = Running.in(plan.configuration().home());
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Services.java(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                Services.apiJar(plan.root()).toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(running.environment());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new CannotStart("Cannot run the management API: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted", e);
        }
    }
}
