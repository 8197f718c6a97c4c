package com.afftok.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// A fake of edge and API: becomes ready immediately, shows its environment, and records its start
/// and shutdown in a file.
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        String jar = System.getProperty("java.class.path", "");
        String name = jar.endsWith("tracker-edge.jar") ? "edge" : "api";
        Map<String, String> environment = System.getenv();
        if (environment.containsKey("FAKE_REFUSAL")) {
            System.err.println(environment.get("FAKE_REFUSAL"));
            System.exit(78);
        }
        note(name + " starts");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> note(name + " ends")));
        int port =
                Integer.parseInt(
                        environment.get(name.toUpperCase(java.util.Locale.ROOT) + "_PORT"));
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = environment.toString().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private static void note(String line) {
        try {
            Files.writeString(
                    Path.of(System.getenv("FAKE_NOTES")),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
