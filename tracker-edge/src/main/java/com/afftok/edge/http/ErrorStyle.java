package com.afftok.edge.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `GET /error.css`: the style sheet of the error pages, whose Content-Security-Policy allows
/// neither inline styles nor other hosts.
public final class ErrorStyle {

    static final String PATH = "/error.css";

    private static final String SHEET = "/http/error.css";

    private final Answer answer;
    private final Buffer sheet = read();

    public ErrorStyle(Answer answer) {
        this.answer = answer;
    }

    public void mount(Router router) {
        router.get(PATH).handler(at -> serve(at.request()));
    }

    private void serve(HttpServerRequest request) {
        answer.begin(request, 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/css; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .end(sheet);
    }

    private static Buffer read() {
        try (InputStream in = ErrorStyle.class.getResourceAsStream(SHEET)) {
            if (in == null) {
                throw new IllegalStateException(SHEET + " is missing");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
