package com.afftok.edge.http;

import com.afftok.shared.error.ErrorCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/// Answers requests that the server cannot parse: an address or headers that are too long, or no
/// HTTP at all. The connection is closed, because the start of the next request is unknown.
public final class InvalidRequests implements Handler<HttpServerRequest> {

    private final Answer answer;

    public InvalidRequests(Answer answer) {
        this.answer = answer;
    }

    @Override
    public void handle(HttpServerRequest request) {
        answer.error(request, code(request.decoderResult().cause()));
        request.connection().close();
    }

    private static ErrorCode code(Throwable flaw) {
        return switch (flaw) {
            case TooLongHttpLineException _ -> ErrorCode.ROUTE_003;
            case TooLongHttpHeaderException _ -> ErrorCode.ROUTE_004;
            default -> ErrorCode.VALID_001;
        };
    }
}
