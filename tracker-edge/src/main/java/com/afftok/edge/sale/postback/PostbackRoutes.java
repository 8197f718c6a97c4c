package com.afftok.edge.sale.postback;

import com.afftok.edge.http.ReadBody;
import com.afftok.edge.limit.RateHeaders;
import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.DatabaseAway;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.attribute.FindOrigin;
import com.afftok.edge.sale.attribute.FindOrigin.Origin;
import com.afftok.edge.sale.attribute.ReadParameters;
import com.afftok.edge.sale.attribute.ReadPostback;
import com.afftok.edge.sale.attribute.ReadPostback.Postback;
import com.afftok.edge.sale.attribute.Reply;
import com.afftok.edge.sale.attribute.Unattributed;
import com.afftok.edge.sale.queue.PostbackMetrics;
import com.afftok.edge.sale.queue.RecordOrQueue;
import com.afftok.edge.sale.queue.RecordOrQueue.Fate;
import com.afftok.edge.sale.secret.PostbackSecrets;
import com.afftok.edge.sale.secret.PostbackSecrets.Proof;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET` and `POST /api/postback`: parses, finds the advertiser, verifies, records or queues,
/// answers.
///
/// Checks have this order: problems of the request, unknown click, invalid signature. Coupon
/// lookups are limited per address. Only proven postbacks count against the advertiser's rate and
/// start a transaction. Refused postbacks are stored for their advertiser if it can be determined.
final class PostbackRoutes {

    private static final Logger log = LoggerFactory.getLogger(PostbackRoutes.class);
    private static final int MAX_BODY = 1 << 20;
    private static final String PATH = "/api/postback";
    private static final String SIGNATURE = "X-Signature";

    private final FindOrigin find;
    private final PostbackSecrets secrets;
    private final CouponLookups coupons;
    private final RateLimiter rates;
    private final RecordOrQueue record;
    private final RefusalLog keep;
    private final AnswerPostback answer;
    private final PostbackMetrics metrics;
    private final InstantSource clock;

    PostbackRoutes(
            FindOrigin find,
            PostbackSecrets secrets,
            CouponLookups coupons,
            RateLimiter rates,
            RecordOrQueue record,
            RefusalLog keep,
            AnswerPostback answer,
            PostbackMetrics metrics,
            InstantSource clock) {
        this.find = find;
        this.secrets = secrets;
        this.coupons = coupons;
        this.rates = rates;
        this.record = record;
        this.keep = keep;
        this.answer = answer;
        this.metrics = metrics;
        this.clock = clock;
    }

    void mount(Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.POST)
                .handler(at -> handle(at.request()));
    }

    /// A parsed request, and the format of its answer.
    private record Asked(HttpServerRequest request, long since, boolean asText) {}

    private void handle(HttpServerRequest request) {
        long since = System.nanoTime();
        ReadBody.of(request, MAX_BODY)
                .onSuccess(body -> read(request, since, body))
                .onFailure(e -> log.debug("postback not read", e));
    }

    private void read(HttpServerRequest request, long since, @Nullable Buffer body) {
        ReadParameters.Reading reading =
                ReadParameters.of(
                        request.query(),
                        request.getHeader(HttpHeaders.CONTENT_TYPE),
                        body == null ? Buffer.buffer() : body,
                        request.headers().getAll(SIGNATURE));
        Map<String, String> parameters =
                switch (reading) {
                    case ReadParameters.Reading.Malformed(_, var some) -> some;
                    case ReadParameters.Reading.Read(var all) -> all;
                };
        Asked asked = new Asked(request, since, isText(parameters.getOrDefault("format", "")));
        if (body == null) {
            unread(asked, parameters, Reply.Refused.of(ErrorCode.VALID_002));
        } else if (reading instanceof ReadParameters.Reading.Malformed(var problems, _)) {
            unread(
                    asked,
                    parameters,
                    new Reply.Refused(
                            ErrorCode.VALID_001, ErrorCode.VALID_001.message(), problems));
        } else {
            decide(asked, parameters)
                    .onSuccess(reply -> reply(asked, reply))
                    .onFailure(e -> failed(asked, e));
        }
    }

    /// A malformed request proves nothing, but may name its advertiser.
    private void unread(Asked asked, Map<String, String> parameters, Reply.Refused refused) {
        reply(asked, refused);
        if (!parameters.getOrDefault(ReadParameters.CLICK_ID, "").isEmpty()) {
            find.of(parameters, clock.instant())
                    .onSuccess(origin -> {
                        if (origin instanceof Origin.Known known) {
                            keep.unproven(known, parameters, clock.instant(), refused);
                        }
                    });
        }
    }

    private Future<Reply> decide(Asked asked, Map<String, String> parameters) {
        Instant now = clock.instant();
        ReadPostback.Reading reading = ReadPostback.of(parameters, now);
        if (FindOrigin.asksForCoupon(parameters)) {
            RateLimit limit = coupons.take(asked.request);
            if (!limit.allowed()) {
                RateHeaders.put(asked.request.response().headers(), limit, now.toEpochMilli());
                return Future.succeededFuture(new Reply.Limited(limit));
            }
        }
        return find.of(parameters, now)
                .compose(origin ->
                        switch (origin) {
                            case Origin.Known known ->
                                    secrets.prove(known.link().advertiser(), parameters)
                                            .compose(proof ->
                                                    decide(
                                                            asked,
                                                            parameters,
                                                            now,
                                                            reading,
                                                            known,
                                                            proof));
                            case Origin.Unknown(Detail detail) ->
                                    Future.succeededFuture(
                                            wrongOr(reading, refused(ErrorCode.CONV_004, detail)));
                            case Origin.Unreachable _ ->
                                    attributeLater(asked, parameters, now, reading);
                        });
    }

    /// A request that names its advertiser can be verified while attribution is impossible.
    private Future<Reply> attributeLater(
            Asked asked,
            Map<String, String> parameters,
            Instant now,
            ReadPostback.Reading reading) {
        Reply.Refused away = wrongOr(reading, Reply.Refused.of(ErrorCode.DB_001));
        Long id = FindOrigin.id(parameters.getOrDefault("advertiser_id", ""));
        if (id == null
                || reading instanceof ReadPostback.Reading.Wrong
                || ReadPostback.isDryRun(parameters)) {
            return Future.succeededFuture(away);
        }
        AccountId advertiser = new AccountId(id);
        return secrets.prove(advertiser, parameters)
                .compose(proof ->
                        switch (proof) {
                            case Proof.Unknown _ -> Future.succeededFuture(away);
                            case Proof.Unproven(String why) ->
                                    Future.succeededFuture(
                                            new Reply.Refused(ErrorCode.CONV_001, why, List.of()));
                            case Proof.Proven(Report.Mode mode) ->
                                    queue(
                                            asked,
                                            new Unattributed(
                                                    advertiser,
                                                    mode,
                                                    now,
                                                    RefusalLog.withoutSignature(parameters)));
                        });
    }

    private Future<Reply> queue(Asked asked, Unattributed postback) {
        RateLimit limit = take(asked, postback.advertiser(), postback.receivedAt());
        return limit.allowed()
                ? record.queue(postback).map(fate -> reply(fate, false))
                : Future.succeededFuture(new Reply.Limited(limit));
    }

    private RateLimit take(Asked asked, AccountId advertiser, Instant now) {
        RateLimit limit = rates.take(advertiser.value());
        RateHeaders.put(asked.request.response().headers(), limit, now.toEpochMilli());
        return limit;
    }

    private Future<Reply> decide(
            Asked asked,
            Map<String, String> parameters,
            Instant now,
            ReadPostback.Reading reading,
            Origin.Known origin,
            Proof proof) {
        return switch (proof) {
            case Proof.Unknown _ ->
                    Future.succeededFuture(wrongOr(reading, Reply.Refused.of(ErrorCode.DB_001)));
            case Proof.Unproven(String why) -> {
                Reply.Refused refused =
                        wrongOr(reading, new Reply.Refused(ErrorCode.CONV_001, why, List.of()));
                keep.unproven(origin, parameters, now, refused);
                yield Future.succeededFuture(refused);
            }
            case Proof.Proven(Report.Mode mode) -> {
                RateLimit limit = take(asked, origin.link().advertiser(), now);
                if (limit.allowed()) {
                    yield proven(parameters, now, reading, origin, mode);
                }
                keep.limited(origin, parameters, now, mode);
                yield Future.succeededFuture(new Reply.Limited(limit));
            }
        };
    }

    private Future<Reply> proven(
            Map<String, String> parameters,
            Instant now,
            ReadPostback.Reading reading,
            Origin.Known origin,
            Report.Mode mode) {
        switch (reading) {
            case ReadPostback.Reading.Wrong(ErrorCode code, var problems) -> {
                Reply.Refused refused = new Reply.Refused(code, code.message(), problems);
                keep.proven(origin, parameters, now, refused, mode);
                return Future.succeededFuture(refused);
            }
            case ReadPostback.Reading.Read(Postback postback) -> {
                Optional<Money> amount = postback.money(origin.offer().currency());
                if (amount.isEmpty()) {
                    Reply.Refused refused =
                            refused(
                                    ErrorCode.CONV_005,
                                    Problem.FINER_THAN_ITS_CURRENCY.with("amount"));
                    keep.proven(origin, parameters, now, refused, mode);
                    return Future.succeededFuture(refused);
                }
                return record.execute(
                                new Report(
                                        ConversionSource.POSTBACK,
                                        mode,
                                        postback.dryRun(),
                                        Parties.of(origin.link()),
                                        origin.click(),
                                        postback.transaction(),
                                        postback.status(),
                                        amount.get(),
                                        postback.details(),
                                        now,
                                        RefusalLog.withoutSignature(parameters)))
                        .onFailure(e -> keep.failed(origin, parameters, now, e, mode))
                        .map(fate -> reply(fate, postback.dryRun()));
            }
        }
    }

    private static Reply reply(Fate fate, boolean dryRun) {
        return switch (fate) {
            case Fate.Done(Recorded recorded) -> reply(recorded, dryRun);
            case Fate.Queued _ -> Reply.QUEUED;
            case Fate.Nowhere _ -> Reply.Refused.of(ErrorCode.DB_001);
        };
    }

    private static Reply reply(Recorded recorded, boolean dryRun) {
        return switch (recorded) {
            case Recorded.Created(var standing, String reason) ->
                    new Reply.Done(standing, reason, dryRun);
            case Recorded.Changed(var standing) -> new Reply.Done(standing, null, dryRun);
            case Recorded.Repeated repeated -> new Reply.Repeated(repeated);
            case Recorded.Refused(ErrorCode code, Detail detail, String why) ->
                    new Reply.Refused(code, why, List.of(detail));
        };
    }

    private void failed(Asked asked, Throwable e) {
        if (DatabaseAway.is(e)) {
            reply(asked, Reply.Refused.of(ErrorCode.DB_001));
            return;
        }
        log.atError().addKeyValue("fault", e.getClass().getName()).log("postback failed");
        log.debug("postback failed", e);
        reply(asked, Reply.Refused.of(ErrorCode.SERVER_001));
    }

    private void reply(Asked asked, Reply reply) {
        metrics.answered(reply, asked.since);
        answer.send(asked.request, reply, asked.asText);
    }

    /// Problems of the request take precedence over all others.
    private static Reply.Refused wrongOr(ReadPostback.Reading reading, Reply.Refused other) {
        return switch (reading) {
            case ReadPostback.Reading.Read _ -> other;
            case ReadPostback.Reading.Wrong(ErrorCode code, var problems) ->
                    new Reply.Refused(code, code.message(), problems);
        };
    }

    private static Reply.Refused refused(ErrorCode code, Detail detail) {
        return new Reply.Refused(code, detail.message(), List.of(detail));
    }

    private static boolean isText(String format) {
        return format.equals("text");
    }
}
