package com.afftok.edge.click;

import com.afftok.edge.http.Answer;
import com.afftok.edge.keep.ClickBuffer;
import com.afftok.edge.keep.Kept;
import com.afftok.edge.limit.RateHeaders;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Links;
import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.LinkId;
import io.micrometer.core.instrument.Counter;
import io.netty.util.AsciiString;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /c/{code}`: verifies, finds the link, decides, stores the click, answers. No redirect is
/// sent before its click is stored.
public final class ClickHandler {

    public static final String PREFIX = "/c/";

    private static final Logger log = LoggerFactory.getLogger(ClickHandler.class);
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString ALLOWED = AsciiString.cached("GET, HEAD");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// No alias can be mistaken for a code: an alias of a code's length has a hyphen.
    private static final Pattern ALIAS = Pattern.compile("(?![a-z0-9]{17}$)[a-z0-9-]{3,40}");

    private final LinkCodes codes;
    private final Links links;
    private final ClientAddress addresses;
    private final DecideClick decide;
    private final ClickBuffer buffer;
    private final Answer answer;
    private final InstantSource clock;
    private final ClickMetrics metrics;
    private final ClickHeaders headers;

    /// @param tellScore whether redirects contain the score of their click
    public ClickHandler(
            LinkCodes codes,
            Links links,
            ClientAddress addresses,
            DecideClick decide,
            ClickBuffer buffer,
            Answer answer,
            InstantSource clock,
            ClickMetrics metrics,
            boolean tellScore) {
        this.codes = codes;
        this.links = links;
        this.addresses = addresses;
        this.decide = decide;
        this.buffer = buffer;
        this.answer = answer;
        this.clock = clock;
        this.metrics = metrics;
        this.headers = new ClickHeaders(tellScore);
    }

    /// Handles a request.
    ///
    /// @param code the rest of its path after the prefix, possibly invalid
    public void handle(HttpServerRequest request, String code) {
        long since = System.nanoTime();
        if (!READING.contains(request.method())) {
            request.response().putHeader(HttpHeaders.ALLOW, ALLOWED);
            answer.error(request, ErrorCode.ROUTE_002);
            return;
        }
        long verified = codes.verify(code);
        if (verified > 0) {
            LinkId id = new LinkId(verified);
            LinkLookup known = links.known(id);
            if (known != null) {
                metrics.linkKnown.increment();
                respond(request, known, null, since);
            } else {
                seek(request, () -> links.find(id), since);
            }
        } else if (ALIAS.matcher(code).matches()) {
            LinkLookup known = links.known(code);
            if (known != null) {
                metrics.linkKnown.increment();
                respond(request, known, null, since);
            } else {
                seek(request, () -> links.find(code), since);
            }
        } else {
            refuse(request, ErrorCode.CLICK_001, metrics.unknown, since);
        }
    }

    private void seek(HttpServerRequest request, Supplier<Future<LinkLookup>> find, long since) {
        byte[] peer = ClientAddress.peer(request.remoteAddress());
        RateLimit admitted = decide.admit(addresses.of(peer, request.headers()));
        if (admitted.allowed()) {
            metrics.linkSought.increment();
            find.get().onSuccess(found -> respond(request, found, admitted, since));
        } else {
            limit(request, admitted);
            refuse(request, ErrorCode.CLICK_004, metrics.limited, since);
        }
    }

    /// An unexpected failure is answered with 500, so that no request hangs. The request is not
    /// logged.
    private void respond(
            HttpServerRequest request,
            LinkLookup lookup,
            @Nullable RateLimit admitted,
            long since) {
        try {
            decideAndAnswer(request, lookup, admitted, since);
        } catch (RuntimeException e) {
            fail(request, e, since);
        }
    }

    private void decideAndAnswer(
            HttpServerRequest request,
            LinkLookup lookup,
            @Nullable RateLimit admitted,
            long since) {
        switch (decide.decide(Visit.of(request, addresses), lookup, admitted)) {
            case ClickOutcome.Redirected redirected ->
                    buffer.append(
                            redirected.click(),
                            redirected.counted(),
                            kept -> answerKept(request, kept, redirected, since));
            case ClickOutcome.Previewed(String location) -> {
                redirect(answer.begin(request, 302), location);
                metrics.answered(metrics.previewed, since);
            }
            case ClickOutcome.Inactive(ClickEvent click, RateLimit limit) ->
                    refuseOnceKept(
                            request, click, limit, ErrorCode.OFFER_002, metrics.inactive, since);
            case ClickOutcome.Elsewhere(ClickEvent click, RateLimit limit) ->
                    refuseOnceKept(
                            request, click, limit, ErrorCode.CLICK_002, metrics.elsewhere, since);
            case ClickOutcome.Nowhere(ClickEvent click, RateLimit limit) ->
                    refuseOnceKept(
                            request, click, limit, ErrorCode.GEO_001, metrics.elsewhere, since);
            case ClickOutcome.Refused(ClickEvent click, RateLimit limit) -> {
                metrics.suspected(click);
                refuseOnceKept(request, click, limit, ErrorCode.CLICK_003, metrics.refused, since);
            }
            case ClickOutcome.Limited(RateLimit limit) -> {
                limit(request, limit);
                refuse(request, ErrorCode.CLICK_004, metrics.limited, since);
            }
            case ClickOutcome.Gone _ ->
                    refuse(request, ErrorCode.OFFER_002, metrics.previewed, since);
            case ClickOutcome.Unknown _ ->
                    refuse(request, ErrorCode.CLICK_001, metrics.unknown, since);
            case ClickOutcome.Unreachable _ ->
                    refuse(request, ErrorCode.DB_001, metrics.unreachable, since);
        }
    }

    private void answerKept(
            HttpServerRequest request, Kept kept, ClickOutcome.Redirected redirected, long since) {
        try {
            redirectIfKept(request, kept, redirected, since);
        } catch (RuntimeException e) {
            fail(request, e, since);
        }
    }

    private void redirectIfKept(
            HttpServerRequest request, Kept kept, ClickOutcome.Redirected redirected, long since) {
        switch (kept) {
            case REDIS, JOURNAL -> {
                HttpServerResponse response = answer.begin(request, 302);
                headers.redirected(response.headers(), redirected.click(), redirected.clickId());
                limit(request, redirected.limit());
                redirect(response, redirected.location());
                metrics.suspected(redirected.click());
                metrics.answered(metrics.redirected(redirected.click().bucket()), since);
            }
            case NOWHERE -> {
                decide.forget(redirected);
                refuse(request, ErrorCode.REDIS_001, metrics.unkept, since);
            }
        }
    }

    private void refuseOnceKept(
            HttpServerRequest request,
            ClickEvent click,
            RateLimit limit,
            ErrorCode code,
            Counter outcome,
            long since) {
        buffer.append(
                click,
                kept -> {
                    if (kept == Kept.NOWHERE) {
                        refuse(request, ErrorCode.REDIS_001, metrics.unkept, since);
                    } else {
                        limit(request, limit);
                        refuse(request, code, outcome, since);
                    }
                });
    }

    /// If the answer has begun, its connection is closed.
    private void fail(HttpServerRequest request, RuntimeException fault, long since) {
        log.atError().addKeyValue("fault", fault.getClass().getName()).log("click failed");
        log.debug("click failed", fault);
        if (request.response().headWritten()) {
            request.connection().close();
            metrics.answered(metrics.failed, since);
        } else {
            refuse(request, ErrorCode.SERVER_001, metrics.failed, since);
        }
    }

    private void limit(HttpServerRequest request, RateLimit limit) {
        RateHeaders.put(request.response().headers(), limit, clock.millis());
    }

    private void refuse(HttpServerRequest request, ErrorCode code, Counter outcome, long since) {
        answer.error(request, code);
        metrics.answered(outcome, since);
    }

    private static void redirect(HttpServerResponse response, String location) {
        response.putHeader(HttpHeaders.LOCATION, location)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end();
    }

    /// The headers with details of the click.
    private static final class ClickHeaders {

        private static final AsciiString CLICK_ID = AsciiString.cached("X-Click-ID");
        private static final AsciiString SCORE = AsciiString.cached("X-Fraud-Score");
        private static final AsciiString COUNTRY = AsciiString.cached("X-Country");
        private static final AsciiString DUPLICATE = AsciiString.cached("X-Click-Duplicate");
        private static final AsciiString TRUE = AsciiString.cached("true");
        private static final AsciiString UNKNOWN_COUNTRY = AsciiString.cached("XX");
        private static final AsciiString[] SCORES =
                IntStream.rangeClosed(0, ClickEvent.MAX_SCORE)
                        .mapToObj(hundredths ->
                                "%d.%02d".formatted(hundredths / 100, hundredths % 100))
                        .map(AsciiString::cached)
                        .toArray(AsciiString[]::new);

        private final boolean tellScore;

        ClickHeaders(boolean tellScore) {
            this.tellScore = tellScore;
        }

        void redirected(MultiMap headers, ClickEvent click, String clickId) {
            headers.set(CLICK_ID, clickId)
                    .set(COUNTRY, click.country().isEmpty() ? UNKNOWN_COUNTRY : click.country());
            if (tellScore) {
                headers.set(SCORE, SCORES[click.score()]);
            }
            if (click.bucket() == Bucket.DUPLICATE) {
                headers.set(DUPLICATE, TRUE);
            }
        }
    }
}
