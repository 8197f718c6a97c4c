package com.afftok.edge.sale.pixel;

import com.afftok.edge.http.Answer;
import com.afftok.edge.http.KeptFile;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `GET` and `HEAD /pixel.js`: the script that shops include in their pages.
final class PixelScript {

    static final String RESOURCE = "/pixel/pixel.js";

    private static final String PATH = "/pixel.js";

    private final KeptFile script;

    PixelScript(Answer answer) {
        this.script = new KeptFile(answer, "text/javascript; charset=utf-8", read());
    }

    void mount(Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(at -> serve(at.request()));
    }

    private void serve(HttpServerRequest request) {
        CrossOrigin.allow(request.response());
        script.serve(request);
    }

    private static byte[] read() {
        try (InputStream in = PixelScript.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
