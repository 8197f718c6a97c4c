package com.afftok.edge.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request, up to a limit.
///
/// Memory is bounded for all requests together: of bodies larger than usual, a fixed number is
/// received at once, and the others wait unread.
///
/// After a body that is too large, the client's data is read and discarded for some time, so that
/// the client receives the answer.
public final class ReadBody {

    private static final int PATIENCE = 16 << 20;
    private static final int SMALL = 16 << 10;
    private static final LargeBodies LARGE = new LargeBodies(64);
    private static final String CONTINUE = "100-continue";

    private final HttpServerRequest request;
    private final int limit;
    private final Promise<@Nullable Buffer> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private long received;
    private boolean large;
    private boolean inside;
    private boolean ended;

    private ReadBody(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /// Null if the body is larger than the limit.
    public static Future<@Nullable Buffer> of(HttpServerRequest request, int limit) {
        return new ReadBody(request, limit).read();
    }

    private Future<@Nullable Buffer> read() {
        request.handler(this::add).endHandler(_ -> end()).exceptionHandler(this::fail);
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
            if (received > SMALL && !large) {
                large = true;
                waitForRoom();
            }
        } else if (received > PATIENCE) {
            promise.tryComplete(null);
            request.connection().close();
        }
    }

    private void waitForRoom() {
        Context context = Objects.requireNonNull(Vertx.currentContext());
        request.pause();
        LARGE.enter(() -> context.runOnContext(_ -> receive()));
    }

    private void receive() {
        inside = true;
        if (ended) {
            leave();
        } else {
            request.resume();
        }
    }

    private void leave() {
        ended = true;
        if (inside) {
            inside = false;
            LARGE.leave();
        }
    }

    private void fail(Throwable e) {
        leave();
        promise.tryFail(e);
    }

    private void end() {
        leave();
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
