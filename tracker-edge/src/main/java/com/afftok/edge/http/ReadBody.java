package com.afftok.edge.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request, as far as it may go.
///
/// A client that sends too much is listened to a while longer, so that it hears the answer; what it
/// sends is not kept.
public final class ReadBody {

    private static final int PATIENCE = 16 << 20;
    private static final String CONTINUE = "100-continue";

    private final HttpServerRequest request;
    private final int limit;
    private final Promise<@Nullable Buffer> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private long received;

    private ReadBody(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /// Null where the body is larger than so many bytes.
    public static Future<@Nullable Buffer> of(HttpServerRequest request, int limit) {
        return new ReadBody(request, limit).read();
    }

    private Future<@Nullable Buffer> read() {
        request.handler(this::add).endHandler(_ -> end()).exceptionHandler(promise::tryFail);
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            if (declared() > limit) {
                promise.tryComplete(null);
            } else {
                request.response().writeContinue();
            }
        }
        return promise.future();
    }

    private void add(Buffer chunk) {
        received += chunk.length();
        if (received <= limit) {
            body.appendBuffer(chunk);
        } else if (received > PATIENCE) {
            promise.tryComplete(null);
            request.connection().close();
        }
    }

    private void end() {
        promise.tryComplete(received <= limit ? body : null);
    }

    private long declared() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
