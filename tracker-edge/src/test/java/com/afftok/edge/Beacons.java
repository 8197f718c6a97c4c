package com.afftok.edge;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/// Sends what a shop's pages send to an edge, without a browser.
final class Beacons {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningEdge edge;

    Beacons(RunningEdge edge) {
        this.edge = edge;
    }

    /// A purchase of 100 USD.
    static Map<String, String> purchase(String click, String transaction) {
        Map<String, String> purchase = Shop.sale(click, transaction);
        purchase.remove("status");
        purchase.put("event", "Purchase");
        return purchase;
    }

    /// As `sendBeacon` does.
    Shop.Answer send(Map<String, String> said, String... headers) {
        JsonObject body = new JsonObject();
        said.forEach(body::put);
        return post("text/plain;charset=UTF-8", body.encode(), headers);
    }

    Shop.Answer post(String type, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/pixel".formatted(edge.port())))
                        .header("Content-Type", type)
                        .header("X-Forwarded-For", RunningEdge.visitor())
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return new Shop.Answer(ask(request, HttpResponse.BodyHandlers.ofString(), headers));
    }

    HttpResponse<byte[]> bytes(String path, String... headers) {
        URI address = URI.create("http://127.0.0.1:%d%s".formatted(edge.port(), path));
        return ask(
                HttpRequest.newBuilder(address), HttpResponse.BodyHandlers.ofByteArray(), headers);
    }

    /// The result according to an image: `200`, or `404 CONV_004`.
    static String verdict(HttpResponse<?> image) {
        String error = image.headers().firstValue("X-AffTok-Error").orElse("");
        return (image.statusCode() + " " + error).strip();
    }

    /// As an image in a page.
    HttpResponse<String> image(Map<String, String> said, String... headers) {
        return edge.get("/pixel?" + Shop.form(said), headers);
    }

    private static <T> HttpResponse<T> ask(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return DocumentedAnswers.checked(CLIENT.send(request.build(), body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
