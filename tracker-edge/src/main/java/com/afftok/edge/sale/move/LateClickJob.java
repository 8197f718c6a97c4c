package com.afftok.edge.sale.move;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks again at conversions whose click was not found when they were recorded: every few seconds
/// for an hour from then on, and every ten minutes for a week.
///
/// Where it is there by now, what it says is copied; if it was refused, a person has to look at the
/// conversion. So has one whose click is nowhere after ten minutes: an id was proven that leads to
/// no click, such as that of a link preview. Once a person has let it go on, that is no reason any
/// more.
public final class LateClickJob extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(LateClickJob.class);
    private static final Duration RECENT = Duration.ofHours(1);
    private static final Duration LATE = Duration.ofDays(7);

    /// So often a look goes further back.
    private static final Duration RARELY = Duration.ofMinutes(10);

    private static final String COPY =
            """
            with waiting as (
              select c.advertiser_id, c.id, c.click_id, c.clicked_at from conversions c
               where c.click_id is not null and c.device is null
                 and c.updated_at > now() - make_interval(secs => $1)
                 and exists (select from clicks k
                              where k.advertiser_id = c.advertiser_id
                                and k.click_id = c.click_id and k.clicked_at = c.clicked_at)
               order by c.updated_at
               limit 500
                 for update skip locked
            )
            update conversions c
               set country = k.country, device = k.device, browser = k.browser, os = k.os,
                   traffic_source = k.source, sub1 = k.sub1, sub2 = k.sub2, sub3 = k.sub3,
                   sub4 = k.sub4, sub5 = k.sub5,
                   needs_review = k.refused
                     or (c.needs_review and c.status_reason is distinct from 'click_not_recorded'),
                   status_reason = case
                     when k.refused then 'click_' || k.bucket
                     when c.status_reason is distinct from 'click_not_recorded' then c.status_reason
                   end
              from waiting w
              join lateral (
                select k.*,
                       case r.decision
                         when 'approved' then false
                         when 'refused' then true
                         else k.bucket in ('bot', 'fraud', 'geo_blocked', 'inactive')
                       end as refused
                  from clicks k
                  left join click_reviews r
                    on r.advertiser_id = k.advertiser_id and r.click_id = k.click_id
                 where k.advertiser_id = w.advertiser_id and k.click_id = w.click_id
                   and k.clicked_at = w.clicked_at) k on true
             where c.advertiser_id = w.advertiser_id and c.id = w.id
            """;

    private static final String FLAG =
            """
            with lost as (
              select advertiser_id, id from conversions
               where click_id is not null and device is null
                 and updated_at between now() - interval '1 hour' and now() - interval '10 minutes'
                 and reviewed_at is null and not needs_review and status in ('pending', 'approved')
               order by updated_at
               limit 500
                 for update skip locked
            )
            update conversions c
               set needs_review = true, status_reason = 'click_not_recorded'
              from lost
             where c.advertiser_id = lost.advertiser_id and c.id = lost.id
            """;

    private final Pool pool;
    private final Duration every;
    private long looks;

    public LateClickJob(Pool pool, Duration every) {
        this.pool = pool;
        this.every = every;
    }

    @Override
    public Future<?> start() {
        again();
        return Future.succeededFuture();
    }

    private void again() {
        vertx.setTimer(every.toMillis(), _ -> look());
    }

    private void look() {
        looks = (looks + 1) % RARELY.dividedBy(every);
        Duration back = looks == 0 ? LATE : RECENT;
        pool.preparedQuery(COPY)
                .execute(Tuple.of((double) back.toSeconds()))
                .compose(_ -> pool.query(FLAG).execute())
                .onSuccess(flagged -> {
                    if (flagged.rowCount() > 0) {
                        log.atWarn()
                                .addKeyValue("conversions", flagged.rowCount())
                                .log("conversions without their click are held for review");
                    }
                })
                .onFailure(e -> log.debug("clicks of conversions not copied", e))
                .onComplete(_ -> again());
    }
}
