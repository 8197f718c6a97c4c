package com.afftok.edge;

import com.afftok.edge.config.EdgeConfig;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.config.Environment;
import com.afftok.shared.id.LinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An edge as in production, on a free port, with real servers that the test may stop.
final class RunningEdge implements AutoCloseable {

    static final String KEYS = "1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    static final String DATA_KEYS = "1:" + "0123456789abcdef".repeat(4);

    static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/141.0.0.0 Safari/537.36";

    /// Intervals of seconds are shortened.
    private static final Timings TIMINGS =
            new Timings(
                    Duration.ZERO,
                    Duration.ofMillis(100),
                    Duration.ofMillis(20),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200));

    private static final LinkCodes CODES = new LinkCodes(KeyRing.parse(KEYS));
    private static final AtomicInteger VISITORS = new AtomicInteger();
    private static final HttpClient BROWSER =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private final Edge edge;

    /// Deleted with the edge; null if the journal belongs to the test and outlives the edge.
    private final @Nullable Path temporaryJournal;

    private RunningEdge(Edge edge, @Nullable Path temporaryJournal) {
        this.edge = edge;
        this.temporaryJournal = temporaryJournal;
    }

    static RunningEdge over(LocalPostgres postgres, LocalRedis redis, String... settings)
            throws IOException {
        Path journal = Files.createTempDirectory("journal");
        try {
            return new RunningEdge(serve(postgres, redis, journal, settings), journal);
        } catch (IOException | RuntimeException e) {
            delete(journal);
            throw e;
        }
    }

    static RunningEdge over(
            LocalPostgres postgres, LocalRedis redis, Path journal, String... settings)
            throws IOException {
        return new RunningEdge(serve(postgres, redis, journal, settings), null);
    }

    private static Edge serve(
            LocalPostgres postgres, LocalRedis redis, Path journal, String... settings)
            throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("EDGE_PORT", "0");
        environment.put("EDGE_ADMIN_PORT", "0");
        environment.put("DATABASE_URL", postgres.url());
        environment.put("REDIS_URL", redis.url());
        environment.put("LINK_KEYS", KEYS);
        environment.put("DATA_KEYS", DATA_KEYS);
        environment.put("JOURNAL_DIR", journal.toString());
        environment.put("CLICK_WRITE_EVERY", "200ms");
        environment.put("TRUSTED_PROXIES", "127.0.0.1");
        for (int i = 0; i < settings.length; i += 2) {
            environment.put(settings[i], settings[i + 1]);
        }
        return Edge.start(Environment.read(environment, EdgeConfig::read), TIMINGS);
    }

    static String code(long link) {
        return CODES.encode(new LinkId(link));
    }

    /// A click of a new visitor.
    HttpResponse<String> click(long link) {
        return get("/c/" + code(link));
    }

    /// A new visitor with each call, at home in Saudi Arabia.
    static String visitor() {
        int number = VISITORS.getAndIncrement();
        return "188.54." + (number >> 8 & 255) + "." + (number & 255);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    String metrics() {
        return send(edge.adminPort(), "GET", "/metrics").body();
    }

    /// The value of a metric; "" if it does not exist.
    String metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /// A request to the admin port.
    HttpResponse<String> admin(String method, String path, String... headers) {
        return send(edge.adminPort(), method, path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return DocumentedAnswers.checked(send(edge.port(), method, path, headers));
    }

    private static HttpResponse<String> send(
            int port, String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("User-Agent", CHROME)
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", "ar-SA,ar;q=0.9,en;q=0.8")
                        .header("X-Forwarded-For", visitor());
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The answer to a request line that no client library would send.
    String raw(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            String request =
                    """
                    %s HTTP/1.1
                    Host: go.example.com
                    User-Agent: %s
                    Accept: text/html
                    Accept-Language: en
                    X-Forwarded-For: %s
                    Connection: close

                    """
                            .replace("\n", "\r\n");
            socket.getOutputStream()
                    .write(
                            request.formatted(line, CHROME, visitor())
                                    .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    int port() {
        return edge.port();
    }

    @Override
    public void close() throws IOException {
        try {
            edge.stop();
        } finally {
            if (temporaryJournal != null) {
                delete(temporaryJournal);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
