package com.afftok.edge.sale.pixel;

import com.afftok.edge.http.Answer;
import com.afftok.edge.http.KeptFile;
import com.afftok.edge.limit.RateHeaders;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.Detail;
import com.afftok.shared.error.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/// Answers pixel requests: in JSON, or by the status of a transparent image of one pixel, which no
/// page shows as broken.
final class AnswerPixel {

    private static final Buffer GIF =
            Buffer.buffer(
                    Base64.getDecoder()
                            .decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Answer answer;
    private final InstantSource clock;

    AnswerPixel(Answer answer, InstantSource clock) {
        this.answer = answer;
        this.clock = clock;
    }

    void gif(HttpServerRequest request, PixelOutcome outcome) {
        HttpServerResponse response = CrossOrigin.allow(request.response());
        switch (outcome) {
            case PixelOutcome.Refused(ErrorCode code, _) -> refused(request, code);
            case PixelOutcome.Limited(RateLimit limit) -> {
                limit(response, limit);
                refused(request, ErrorCode.RATE_001);
            }
            case PixelOutcome.Counted _,
                    PixelOutcome.Ignored _,
                    PixelOutcome.Objected _,
                    PixelOutcome.Pending _,
                    PixelOutcome.Queued _ ->
                    gif(request, OK);
        }
    }

    private void refused(HttpServerRequest request, ErrorCode code) {
        request.response().putHeader(CrossOrigin.ERROR, code.name());
        gif(request, code.status());
    }

    /// `HEAD` records nothing and gets no result.
    void head(HttpServerRequest request) {
        CrossOrigin.allow(request.response());
        gif(request, OK);
    }

    private void gif(HttpServerRequest request, int status) {
        answer.begin(request, status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "image/gif")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        KeptFile.end(request, GIF);
    }

    void json(HttpServerRequest request, PixelOutcome outcome) {
        HttpServerResponse response = CrossOrigin.allow(request.response());
        switch (outcome) {
            case PixelOutcome.Counted _ -> success(request, ACCEPTED, "accepted");
            case PixelOutcome.Ignored _, PixelOutcome.Objected _ ->
                    success(request, ACCEPTED, "ignored");
            case PixelOutcome.Pending _ -> success(request, OK, "pending");
            case PixelOutcome.Queued _ -> success(request, ACCEPTED, "queued");
            case PixelOutcome.Refused(ErrorCode code, List<Detail> problems) ->
                    failure(request, code, problems);
            case PixelOutcome.Limited(RateLimit limit) -> {
                limit(response, limit);
                failure(request, ErrorCode.RATE_001, List.of());
            }
        }
    }

    private void limit(HttpServerResponse response, RateLimit limit) {
        RateHeaders.put(response.headers(), limit, clock.millis());
    }

    private void success(HttpServerRequest request, int status, String word) {
        answer.json(
                request,
                status,
                new JsonObject()
                        .put("success", true)
                        .put("data", new JsonObject().put("status", word)));
    }

    private void failure(HttpServerRequest request, ErrorCode code, List<Detail> problems) {
        answer.failure(
                request,
                code,
                code.message(),
                new JsonObject().put("details", Detail.json(problems)));
    }
}
