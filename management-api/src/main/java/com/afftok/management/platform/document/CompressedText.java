package com.afftok.management.platform.document;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A constant file, compressed once, so that requests cannot cause the work of compression.
final class CompressedText {

    private static final String GZIP = "gzip";

    private final MediaType type;
    private final byte[] gzip;

    private CompressedText(MediaType type, byte[] gzip) {
        this.type = type;
        this.gzip = gzip;
    }

    static CompressedText of(InputStream content, MediaType type) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (content;
                OutputStream compressed = new GZIPOutputStream(bytes)) {
            content.transferTo(compressed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CompressedText(type, bytes.toByteArray());
    }

    MutableHttpResponse<byte[]> answer(HttpRequest<?> request) {
        boolean wanted =
                request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                        .anyMatch(accepted -> accepted.contains(GZIP));
        MutableHttpResponse<byte[]> answer =
                HttpResponse.ok(wanted ? gzip : plain())
                        .contentType(type)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return wanted ? answer.header(HttpHeaders.CONTENT_ENCODING, GZIP) : answer;
    }

    private byte[] plain() {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
