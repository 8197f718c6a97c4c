package com.afftok.edge.click;

import com.afftok.edge.buffer.ClickBuffer;
import com.afftok.edge.buffer.Kept;
import com.afftok.edge.http.Answer;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Links;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickIds;
import com.afftok.shared.id.LinkId;
import io.micrometer.core.instrument.Counter;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `GET /c/{code}`: verify, find the link, decide, keep the click, answer. Nothing is answered with
/// a redirect before its click is kept.
public final class ClickHandler {

    public static final String PREFIX = "/c/";

    private static final AsciiString CLICK_ID = AsciiString.cached("X-Click-ID");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");
    private static final AsciiString ALLOWED = AsciiString.cached("GET, HEAD");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// No alias could be taken for a code: those of a code's length have a hyphen.
    private static final Pattern ALIAS = Pattern.compile("(?![a-z0-9]{17}$)[a-z0-9-]{3,40}");

    private final LinkCodes codes;
    private final Links links;
    private final DecideClick decide;
    private final ClickBuffer buffer;
    private final Answer answer;
    private final ClickMetrics metrics;

    public ClickHandler(
            KeyRing keys,
            InstantSource clock,
            ClickIds ids,
            Links links,
            ClickBuffer buffer,
            Answer answer,
            ClickMetrics metrics) {
        this.codes = new LinkCodes(keys);
        this.links = links;
        this.decide = new DecideClick(clock, ids, new ClickCodes(keys));
        this.buffer = buffer;
        this.answer = answer;
        this.metrics = metrics;
    }

    /// Answers a request whose path goes on with this text, whatever it is, after the prefix.
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
                respond(request, known, since);
            } else {
                links.find(id).onSuccess(found -> respond(request, found, since));
            }
        } else if (ALIAS.matcher(code).matches()) {
            LinkLookup known = links.known(code);
            if (known != null) {
                respond(request, known, since);
            } else {
                links.find(code).onSuccess(found -> respond(request, found, since));
            }
        } else {
            refuse(request, ErrorCode.CLICK_001, metrics.unknown, since);
        }
    }

    private void respond(HttpServerRequest request, LinkLookup lookup, long since) {
        switch (decide.decide(Visit.of(request), lookup)) {
            case ClickOutcome.Redirected(ClickEvent click, String clickId, String location) ->
                    buffer.append(
                            click, kept -> redirectIfKept(request, kept, clickId, location, since));
            case ClickOutcome.Previewed(String location) -> {
                redirect(request, null, location);
                metrics.answered(metrics.previewed, since);
            }
            case ClickOutcome.Inactive(ClickEvent click) ->
                    buffer.append(
                            click,
                            _ -> refuse(request, ErrorCode.OFFER_002, metrics.inactive, since));
            case ClickOutcome.Gone _ ->
                    refuse(request, ErrorCode.OFFER_002, metrics.previewed, since);
            case ClickOutcome.Unknown _ ->
                    refuse(request, ErrorCode.CLICK_001, metrics.unknown, since);
            case ClickOutcome.Unreachable _ ->
                    refuse(request, ErrorCode.DB_001, metrics.unreachable, since);
        }
    }

    private void redirectIfKept(
            HttpServerRequest request, Kept kept, String clickId, String location, long since) {
        switch (kept) {
            case REDIS, JOURNAL -> {
                redirect(request, clickId, location);
                metrics.answered(metrics.redirected, since);
            }
            case NOWHERE -> refuse(request, ErrorCode.REDIS_001, metrics.refused, since);
        }
    }

    private void refuse(HttpServerRequest request, ErrorCode code, Counter outcome, long since) {
        answer.error(request, code);
        metrics.answered(outcome, since);
    }

    private void redirect(HttpServerRequest request, @Nullable String clickId, String location) {
        HttpServerResponse response = answer.begin(request, 302);
        if (clickId != null) {
            response.putHeader(CLICK_ID, clickId);
        }
        response.putHeader(HttpHeaders.LOCATION, location)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end();
    }
}
