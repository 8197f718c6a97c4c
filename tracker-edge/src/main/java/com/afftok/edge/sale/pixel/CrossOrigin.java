package com.afftok.edge.sale.pixel;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// CORS headers that allow pages of all origins. Requests use neither cookies nor a sign-in, so
/// answers are the same for everybody.
final class CrossOrigin {

    /// The error code of a refused event, in answers that are GIFs.
    static final AsciiString ERROR = AsciiString.cached("X-AffTok-Error");

    private static final AsciiString ANY = AsciiString.cached("*");
    private static final AsciiString POLICY = AsciiString.cached("Cross-Origin-Resource-Policy");
    private static final AsciiString CROSS_ORIGIN = AsciiString.cached("cross-origin");
    private static final AsciiString EXPOSED =
            AsciiString.cached("X-Request-ID, X-AffTok-Error, Retry-After");
    private static final AsciiString METHODS = AsciiString.cached("GET, POST, OPTIONS");
    private static final AsciiString HEADERS = AsciiString.cached("Content-Type");
    private static final AsciiString DAY = AsciiString.cached("86400");

    private CrossOrigin() {}

    static HttpServerResponse allow(HttpServerResponse response) {
        response.headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY)
                .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
                .set(POLICY, CROSS_ORIGIN);
        return response;
    }

    /// The answer to a preflight.
    static HttpServerResponse allowAsked(HttpServerResponse response) {
        allow(response)
                .headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, DAY);
        return response;
    }
}
