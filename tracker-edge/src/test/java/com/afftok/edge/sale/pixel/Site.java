package com.afftok.edge.sale.pixel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Serves pages for a browser under any name of `.example`, and records requests. In place of an
/// edge it serves `/pixel.js` and accepts requests to `/pixel`.
public final class Site implements AutoCloseable {

    private static final Pattern SNIPPET = Pattern.compile("(?s)```html\n(.*?)```");

    record Asked(String method, String path, String query, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private Site(HttpServer server) {
        this.server = server;
    }

    public static Site start() throws IOException {
        Site site =
                new Site(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        site.server.createContext("/", site::answer);
        site.server.setExecutor(site.threads);
        site.server.start();
        return site;
    }

    /// The address of this site under a name.
    public String at(String host) {
        return "http://" + host + ".example:" + server.getAddress().getPort();
    }

    public void page(String path, String... parts) {
        pages.put(path, "<!doctype html><title>Shop</title>" + String.join("\n", parts));
    }

    /// The snippet for every page in docs/PIXEL.md, with another address.
    public static String everyPage(String tracker) {
        return snippet(0).replace("https://go.example.com", tracker);
    }

    /// The same, with options.
    static String everyPage(String tracker, String options) {
        return everyPage(tracker).replace("'init'", "'init', " + options);
    }

    /// The snippet for the page after a purchase in docs/PIXEL.md.
    public static String purchase(String transaction) {
        return snippet(1).replace("A-1001", transaction);
    }

    /// All requests to `/pixel`.
    List<Asked> sent() {
        return asked.stream().filter(one -> one.path.equals("/pixel")).toList();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(
                    new Asked(
                            exchange.getRequestMethod(),
                            path,
                            Objects.toString(exchange.getRequestURI().getRawQuery(), ""),
                            Objects.toString(
                                    exchange.getRequestHeaders().getFirst("Content-Type"), ""),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            String page = pages.get(path);
            byte[] body =
                    path.equals("/pixel.js")
                            ? script()
                            : (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.equals("/pixel.js") ? "text/javascript" : "text/html");
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            boolean known = page != null || path.startsWith("/pixel");
            exchange.sendResponseHeaders(known ? 200 : 404, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] script() throws IOException {
        try (InputStream in = Site.class.getResourceAsStream(PixelScript.RESOURCE)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static String snippet(int number) {
        try {
            Path docs = Path.of(System.getProperty("basedir", "."), "../docs/PIXEL.md");
            Matcher snippets = SNIPPET.matcher(Files.readString(docs));
            return snippets.results().skip(number).findFirst().orElseThrow().group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
