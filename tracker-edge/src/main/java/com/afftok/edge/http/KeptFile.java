package com.afftok.edge.http;

import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file that clients may cache for an hour, plain and compressed, with an ETag for revalidation.
public final class KeptFile {

    private static final String CACHED = "public, max-age=3600";
    private static final int TAG_DIGITS = 16;

    private final Answer answer;
    private final AsciiString type;
    private final Buffer plain;
    private final Buffer compressed;
    private final String tag;

    public KeptFile(Answer answer, String type, byte[] content) {
        this.answer = answer;
        this.type = AsciiString.cached(type);
        this.plain = Buffer.buffer(content);
        this.compressed = Buffer.buffer(gzip(content));
        this.tag = sha256(content).substring(0, TAG_DIGITS);
    }

    /// Answers `GET` and `HEAD`.
    public void serve(HttpServerRequest request) {
        boolean small = acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean unchanged = known != null && (known.equals("*") || known.contains(tag));
        HttpServerResponse response =
                answer.begin(request, unchanged ? 304 : 200)
                        .putHeader(HttpHeaders.CACHE_CONTROL, CACHED)
                        .putHeader(HttpHeaders.ETAG, '"' + tag + (small ? "-gzip\"" : "\""))
                        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (unchanged) {
            response.end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (small) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        end(request, small ? compressed : plain);
    }

    /// Ends an answer with its body; `HEAD` gets its length alone.
    public static void end(HttpServerRequest request, Buffer body) {
        request.response()
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                .end(request.method().equals(HttpMethod.HEAD) ? Buffer.buffer() : body);
    }

    private static boolean acceptsGzip(@Nullable String encodings) {
        return encodings != null
                && encodings.contains("gzip")
                && !encodings.replace(" ", "").contains("gzip;q=0");
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
