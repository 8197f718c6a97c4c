package com.afftok.edge.sale.pixel;

import com.afftok.edge.http.Answer;
import com.afftok.edge.http.ReadBody;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.attribute.ReadParameters;
import com.afftok.edge.sale.pixel.ReadPixel.Reading;
import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.shared.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET` and `POST /pixel`: reads, limits, counts or records, answers. A request proves nothing but
/// its click. `HEAD` is answered like `GET`, without an effect.
final class PixelRoutes {

    static final int MAX_BODY = 8 << 10;

    private static final Logger log = LoggerFactory.getLogger(PixelRoutes.class);
    private static final String PATH = "/pixel";
    private static final String JSON = "application/json";

    /// `sendBeacon` avoids a preflight by the content type of text; the body is JSON.
    private static final Pattern BEACON =
            Pattern.compile("(?i)^\\s*(application/json|text/plain)(?=\\s*(;|$))");

    private final ReadPixel read;
    private final PixelLimits limits;
    private final ClientAddress addresses;
    private final CountEvent count;
    private final RecordPurchase record;
    private final Answer answer;
    private final AnswerPixel answers;
    private final PixelMetrics metrics;
    private final InstantSource clock;

    PixelRoutes(
            ReadPixel read,
            PixelLimits limits,
            ClientAddress addresses,
            CountEvent count,
            RecordPurchase record,
            Answer answer,
            PixelMetrics metrics,
            InstantSource clock) {
        this.read = read;
        this.limits = limits;
        this.addresses = addresses;
        this.count = count;
        this.record = record;
        this.answer = answer;
        this.answers = new AnswerPixel(answer, clock);
        this.metrics = metrics;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(PATH).handler(at -> image(at.request()));
        router.head(PATH).handler(at -> answers.head(at.request()));
        router.post(PATH).handler(at -> beacon(at.request()));
        router.options(PATH)
                .handler(at -> CrossOrigin.allowAsked(answer.begin(at.request(), 204)).end());
    }

    private void image(HttpServerRequest request) {
        byte[] address = address(request);
        handle(
                request,
                address,
                ReadParameters.of(request.query(), null, Buffer.buffer(), List.of()),
                answers::gif);
    }

    private void beacon(HttpServerRequest request) {
        byte[] address = address(request);
        ReadBody.of(request, MAX_BODY)
                .onSuccess(body -> {
                    if (body == null) {
                        PixelOutcome tooLarge = PixelOutcome.Refused.of(ErrorCode.VALID_002);
                        reply(request, tooLarge, answers::json);
                    } else {
                        handle(request, address, parameters(request, body), answers::json);
                    }
                })
                .onFailure(e -> log.debug("beacon not read", e));
    }

    private static ReadParameters.Reading parameters(HttpServerRequest request, Buffer body) {
        String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
        Matcher type = BEACON.matcher(given == null ? "" : given);
        if (body.length() == 0) {
            return malformed(Problem.NOT_AN_OBJECT.with("body"));
        }
        return type.find()
                ? ReadParameters.of(null, type.replaceFirst(JSON), body, List.of())
                : malformed(Problem.NOT_ONE_OF.with("Content-Type", List.of(JSON, "text/plain")));
    }

    private static ReadParameters.Reading malformed(Detail detail) {
        return new ReadParameters.Reading.Malformed(List.of(detail), Map.of());
    }

    private void handle(
            HttpServerRequest request,
            byte[] address,
            ReadParameters.Reading reading,
            BiConsumer<HttpServerRequest, PixelOutcome> answered) {
        decide(request, address, reading)
                .onSuccess(outcome -> reply(request, outcome, answered))
                .onFailure(e -> {
                    log.atError().addKeyValue("fault", e.getClass().getName()).log("pixel failed");
                    log.debug("pixel failed", e);
                    reply(request, PixelOutcome.Refused.of(ErrorCode.SERVER_001), answered);
                });
    }

    private Future<PixelOutcome> decide(
            HttpServerRequest request, byte[] address, ReadParameters.Reading reading) {
        Instant now = clock.instant();
        RateLimit limit = limits.take(address);
        if (!limit.allowed()) {
            return Future.succeededFuture(new PixelOutcome.Limited(limit));
        }
        if (objects(request)) {
            return Future.succeededFuture(PixelOutcome.OBJECTED);
        }
        return switch (reading) {
            case ReadParameters.Reading.Malformed(var problems, _) ->
                    Future.succeededFuture(new PixelOutcome.Refused(ErrorCode.VALID_001, problems));
            case ReadParameters.Reading.Read(var parameters) -> decide(address, parameters, now);
        };
    }

    private Future<PixelOutcome> decide(
            byte[] address, Map<String, String> parameters, Instant now) {
        return switch (read.of(parameters, now)) {
            case Reading.Event(var event, var click) -> count.execute(event, click, now);
            case Reading.Purchase(var click, var sale) -> {
                RateLimit limit = limits.takePurchase(address, click);
                yield limit.allowed()
                        ? record.execute(click, sale, now)
                        : Future.succeededFuture(new PixelOutcome.Limited(limit));
            }
            case Reading.Wrong(var code, var problems) ->
                    Future.succeededFuture(new PixelOutcome.Refused(code, problems));
        };
    }

    private void reply(
            HttpServerRequest request,
            PixelOutcome outcome,
            BiConsumer<HttpServerRequest, PixelOutcome> answered) {
        metrics.answered(outcome);
        answered.accept(request, outcome);
    }

    private byte[] address(HttpServerRequest request) {
        return addresses.of(ClientAddress.peer(request.remoteAddress()), request.headers());
    }

    /// Do-Not-Track and Global Privacy Control, for pages without our script, which checks them
    /// itself.
    private static boolean objects(HttpServerRequest request) {
        return "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
    }
}
