package com.afftok.edge.http;

import com.afftok.shared.error.ErrorCode;
import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/// Writes the edge's answers: common headers, JSON, and errors as JSON or, for browsers, as a page.
public final class Answer {

    private static final AsciiString TRANSPORT = AsciiString.cached("Strict-Transport-Security");
    private static final AsciiString TRANSPORT_VALUE =
            AsciiString.cached("max-age=31536000; includeSubDomains");
    private static final AsciiString SNIFF = AsciiString.cached("X-Content-Type-Options");
    private static final AsciiString SNIFF_VALUE = AsciiString.cached("nosniff");
    private static final AsciiString FRAME = AsciiString.cached("X-Frame-Options");
    private static final AsciiString FRAME_VALUE = AsciiString.cached("DENY");
    private static final AsciiString CONTENT = AsciiString.cached("Content-Security-Policy");
    private static final AsciiString CONTENT_VALUE = AsciiString.cached("default-src 'self'");
    private static final AsciiString REFERRER = AsciiString.cached("Referrer-Policy");
    private static final AsciiString REFERRER_VALUE =
            AsciiString.cached("strict-origin-when-cross-origin");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString JSON = AsciiString.cached("application/json");
    private static final AsciiString HTML = AsciiString.cached("text/html; charset=utf-8");

    private final RequestIds ids;

    public Answer(RequestIds ids) {
        this.ids = ids;
    }

    /// An answer with the common headers, not yet ended.
    public HttpServerResponse begin(HttpServerRequest request, int status) {
        return begin(request, status, ids.of(request));
    }

    public void json(HttpServerRequest request, int status, JsonObject body) {
        begin(request, status)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(body.toBuffer());
    }

    public void error(HttpServerRequest request, ErrorCode code) {
        String id = ids.of(request);
        boolean page = wantsPage(request);
        begin(request, code.status(), id)
                .putHeader(HttpHeaders.CONTENT_TYPE, page ? HTML : JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(page ? ErrorPage.render(code, id, language(request)) : errorJson(code, id));
    }

    /// An error with details, always in JSON.
    ///
    /// @param error members beside code and message
    public void failure(
            HttpServerRequest request, ErrorCode code, String message, JsonObject error) {
        String id = ids.of(request);
        begin(request, code.status(), id)
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(errorJson(code, message, error, id));
    }

    private static HttpServerResponse begin(HttpServerRequest request, int status, String id) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .headers()
                .set(RequestIds.HEADER, id)
                .set(TRANSPORT, TRANSPORT_VALUE)
                .set(SNIFF, SNIFF_VALUE)
                .set(FRAME, FRAME_VALUE)
                .set(CONTENT, CONTENT_VALUE)
                .set(REFERRER, REFERRER_VALUE);
        return response;
    }

    private static Buffer errorJson(ErrorCode code, String id) {
        return errorJson(code, code.message(), new JsonObject(), id);
    }

    private static Buffer errorJson(ErrorCode code, String message, JsonObject more, String id) {
        JsonObject error = new JsonObject().put("code", code.name()).put("message", message);
        return new JsonObject()
                .put("success", false)
                .put("error", error.mergeIn(more))
                .put("request_id", id)
                .toBuffer();
    }

    private static PageLanguage language(HttpServerRequest request) {
        return PageLanguage.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static boolean wantsPage(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
