package com.afftok.edge.sale.statements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/// Copies data of clicks into conversions that were recorded before their clicks were written. A
/// conversion of a refused click is held for review.
public final class FillInClicks {

    private static final String SQL =
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
               and set_config('afftok.actor', 'click_check', true) is not null
            """;

    private FillInClicks() {}

    /// Updates recent conversions.
    ///
    /// @param back the age of the changes of conversions that are checked
    public static Future<?> execute(Pool pool, Duration back) {
        return pool.preparedQuery(SQL).execute(Tuple.of((double) back.toSeconds()));
    }
}
