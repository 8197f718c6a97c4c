package com.afftok.edge.pixel;

import com.afftok.edge.http.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// `GET` and `HEAD /pixel.js`: the script that shops have in their pages, plain and compressed.
final class PixelScript {

    static final String RESOURCE = "/pixel/pixel.js";

    private static final String PATH = "/pixel.js";
    private static final String CACHED = "public, max-age=3600";
    private static final int TAG_DIGITS = 16;

    private final Answer answer;
    private final Buffer plain;
    private final Buffer compressed;
    private final String tag;

    PixelScript(Answer answer) {
        byte[] source = read();
        this.answer = answer;
        this.plain = Buffer.buffer(source);
        this.compressed = Buffer.buffer(gzip(source));
        this.tag = sha256(source).substring(0, TAG_DIGITS);
    }

    void mount(Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(at -> serve(at.request()));
    }

    private void serve(HttpServerRequest request) {
        boolean small = acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean unchanged = known != null && (known.equals("*") || known.contains(tag));
        HttpServerResponse response =
                CrossOrigin.allow(answer.begin(request, unchanged ? 304 : 200))
                        .putHeader(HttpHeaders.CACHE_CONTROL, CACHED)
                        .putHeader(HttpHeaders.ETAG, '"' + tag + (small ? "-gzip\"" : "\""))
                        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (unchanged) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/javascript; charset=utf-8");
        if (small) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        AnswerPixel.end(request, small ? compressed : plain);
    }

    private static boolean acceptsGzip(@Nullable String encodings) {
        return encodings != null
                && encodings.contains("gzip")
                && !encodings.replace(" ", "").contains("gzip;q=0");
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

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
