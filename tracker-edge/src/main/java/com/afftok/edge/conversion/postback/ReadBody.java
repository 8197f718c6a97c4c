package com.afftok.edge.conversion.postback;

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
final class ReadBody {

    static final int LIMIT = 1 << 20;

    private static final int PATIENCE = 16 << 20;
    private static final String CONTINUE = "100-continue";

    private final HttpServerRequest request;
    private final Promise<@Nullable Buffer> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private long received;

    private ReadBody(HttpServerRequest request) {
        this.request = request;
    }

    /// Null where the body is too large.
    static Future<@Nullable Buffer> of(HttpServerRequest request) {
        return new ReadBody(request).read();
    }

    private Future<@Nullable Buffer> read() {
        request.handler(this::add).endHandler(_ -> end()).exceptionHandler(promise::tryFail);
        if (CONTINUE.equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            if (declared() > LIMIT) {
                promise.tryComplete(null);
            } else {
                request.response().writeContinue();
            }
        }
        return promise.future();
    }

    private void add(Buffer chunk) {
        received += chunk.length();
        if (received <= LIMIT) {
            body.appendBuffer(chunk);
        } else if (received > PATIENCE) {
            promise.tryComplete(null);
            request.connection().close();
        }
    }

    private void end() {
        promise.tryComplete(received <= LIMIT ? body : null);
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
