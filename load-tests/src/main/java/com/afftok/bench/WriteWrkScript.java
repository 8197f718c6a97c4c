package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Writes the script of wrk that sends the clicks of the visitors.
final class WriteWrkScript {

    private WriteWrkScript() {}

    static Path write(Path folder, Visitors visitors, Connections connections) throws IOException {
        Path script = folder.resolve("clicks-" + connections + ".lua");
        Files.writeString(
                script,
                "local HOSTS = "
                        + Visitors.HOSTS
                        + "\n"
                        + table("paths", visitors.paths())
                        + table(
                                "headers",
                                visitors.headers().stream()
                                        .map(lines -> connections.header() + lines)
                                        .toList())
                        + table(
                                "networks",
                                visitors.networks().stream()
                                        .map(network -> "X-Forwarded-For: " + network)
                                        .toList())
                        + Texts.of("clicks.lua"));
        return script;
    }

    private static String table(String name, List<String> texts) {
        return texts.stream()
                .map(text -> "\"" + text.replace("\r\n", "\\r\\n") + "\",\n")
                .collect(Collectors.joining("", "local " + name + " = {\n", "}\n"));
    }
}
