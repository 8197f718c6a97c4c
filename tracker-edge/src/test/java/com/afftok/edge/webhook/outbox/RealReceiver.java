package com.afftok.edge.webhook.outbox;

import com.afftok.edge.Eventually;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A real HTTP server that remembers what it was sent, and answers as the test says.
public final class RealReceiver {

    /// A request, whole.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Received(String method, String uri, MultiMap headers, byte[] body) {

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }

        public String id() {
            return header("webhook-id");
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Consumer<HttpServerRequest> answer = answering(200);

    public RealReceiver(Vertx vertx, String address) {
        server =
                Sending.await(
                        vertx.createHttpServer().requestHandler(this::receive).listen(0, address));
    }

    static Consumer<HttpServerRequest> answering(int status) {
        return request -> request.response().setStatusCode(status).end("answer " + status);
    }

    void answers(Consumer<HttpServerRequest> answer) {
        this.answer = answer;
    }

    public int port() {
        return server.actualPort();
    }

    public String url(String target) {
        return "http://127.0.0.1:" + port() + target;
    }

    List<Received> received() {
        return received;
    }

    public Received first() {
        return received.getFirst();
    }

    List<String> ids() {
        return received.stream().map(Received::id).toList();
    }

    void awaits(int requests) {
        Eventually.equal(true, () -> received.size() >= requests);
    }

    private void receive(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    received.add(
                            new Received(
                                    request.method().name(),
                                    request.uri(),
                                    MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                                    body.getBytes()));
                    answer.accept(request);
                });
    }
}
