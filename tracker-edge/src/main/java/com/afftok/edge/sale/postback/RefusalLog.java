package com.afftok.edge.sale.postback;

import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.sale.DatabaseAway;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.attribute.FindOrigin.Origin;
import com.afftok.edge.sale.attribute.ReadParameters;
import com.afftok.edge.sale.attribute.ReadPostback;
import com.afftok.edge.sale.attribute.Reply;
import com.afftok.edge.sale.queue.PostbackMetrics;
import com.afftok.edge.sale.statements.KeepPostback;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores refused postbacks with the reason, for their advertisers.
///
/// Proven ones within the rate are all stored. Of unproven ones, which anybody can send, and of
/// those over the rate, a limited number each is stored per minute and advertiser; of unproven ones
/// only known parameters, truncated. While PostgreSQL is down or too busy refusals are not stored,
/// but counted; their clients have the answer. Dry runs are never stored.
final class RefusalLog {

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MAX_UNPROVEN_VALUE = 200;

    private final Pool pool;
    private final RateLimiter unproven;
    private final RateLimiter beyondRate;
    private final RateLimiter warnings;
    private final PostbackMetrics metrics;

    /// @param pool of background work, so that refusals do not wait for conversions, nor these for
    ///   them
    /// @param unproven limit of unproven ones, per advertiser
    /// @param beyondRate limit of those over the rate, per advertiser
    /// @param warnings limit of logged losses
    RefusalLog(
            Pool pool,
            RateLimiter unproven,
            RateLimiter beyondRate,
            RateLimiter warnings,
            PostbackMetrics metrics) {
        this.pool = pool;
        this.unproven = unproven;
        this.beyondRate = beyondRate;
        this.warnings = warnings;
        this.metrics = metrics;
    }

    /// An unproven or malformed one.
    void unproven(
            Origin.Known origin,
            Map<String, String> parameters,
            Instant now,
            Reply.Refused refused) {
        if (has(unproven, origin)) {
            keep(origin, Report.Mode.LIVE, false, essential(parameters), now, refused);
        }
    }

    void proven(
            Origin.Known origin,
            Map<String, String> parameters,
            Instant now,
            Reply.Refused refused,
            Report.Mode mode) {
        keep(origin, mode, true, withoutSignature(parameters), now, refused);
    }

    /// A proven one over its advertiser's rate.
    void limited(
            Origin.Known origin, Map<String, String> parameters, Instant now, Report.Mode mode) {
        if (has(beyondRate, origin)) {
            proven(origin, parameters, now, Reply.Refused.of(ErrorCode.RATE_001), mode);
        }
    }

    /// Stores a proven postback whose processing failed.
    void failed(
            Origin.Known origin,
            Map<String, String> parameters,
            Instant now,
            Throwable e,
            Report.Mode mode) {
        if (!DatabaseAway.is(e)) {
            proven(origin, parameters, now, Reply.Refused.of(ErrorCode.SERVER_001), mode);
        }
    }

    static Map<String, String> withoutSignature(Map<String, String> parameters) {
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        kept.remove(ReadParameters.SIGNATURE);
        return kept;
    }

    private static Map<String, String> essential(Map<String, String> parameters) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : ReadPostback.PARAMETERS) {
            String value = parameters.get(name);
            if (value != null) {
                kept.put(name, cut(value));
            }
        }
        return kept;
    }

    private static String cut(String value) {
        return value.length() <= MAX_UNPROVEN_VALUE
                ? value
                : value.substring(0, MAX_UNPROVEN_VALUE) + "…";
    }

    private boolean has(RateLimiter room, Origin.Known origin) {
        boolean has = room.take(advertiser(origin).value()).allowed();
        if (!has) {
            metrics.unkept();
        }
        return has;
    }

    private void keep(
            Origin.Known origin,
            Report.Mode mode,
            boolean proven,
            Map<String, String> parameters,
            Instant now,
            Reply.Refused refused) {
        if (ReadPostback.isDryRun(parameters)) {
            return;
        }
        KeepPostback.refused(
                        pool,
                        new KeepPostback.Received(
                                advertiser(origin),
                                now,
                                mode,
                                proven,
                                origin.click(),
                                null,
                                parameters),
                        refused.code(),
                        refused.reason())
                .onFailure(this::lost);
    }

    private void lost(Throwable cause) {
        metrics.lost();
        if (warnings.take(0).allowed()) {
            log.atWarn()
                    .addKeyValue("cause", cause.toString())
                    .log("refused postbacks could not be stored");
        }
    }

    private static AccountId advertiser(Origin.Known origin) {
        return origin.link().advertiser();
    }
}
