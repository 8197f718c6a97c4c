package com.afftok.management.sale.price.preview;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.management.sale.version.OfferRow;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The statements that read the sales of an offer, and the figures before them.
@Singleton
final class ReplayRepository {

    private static final Columns<SaleRow> SALE = Columns.of(SaleRow.class);
    private static final Columns<PaidRow> PAID = Columns.of(PaidRow.class);
    private static final Columns<HourRow> HOUR = Columns.of(HourRow.class);

    /// In the order in which they were priced.
    private static final String SALES =
            """
            select c.id, c.promoter_id, c.amount, c.refunded_amount, c.currency, c.commission,
                   c.commission_reversed, c.commission_currency, c.goal, c.customer_type, c.coupon,
                   c.country, coalesce(c.traffic_source, l.source) as channel, o.category, c.created_at,
                   coalesce(c.clicked_at, c.created_at) as agreed_at,
                   coalesce(c.occurred_at, c.created_at) as sold_at, t.payout_type, t.payout,
                   t.payout_percent, o.currency as offer_currency,
                   (select coalesce(sum(m.amount - m.reversed_amount), 0) from commissions m
                     where m.advertiser_id = c.advertiser_id and m.conversion_id = c.id and m.level > 0)
                       as recruiters_paid,
                   case when r1.status = 'active' then r1.id end as recruiter1,
                   case when r2.status = 'active' then r2.id end as recruiter2,
                   case when r3.status = 'active' then r3.id end as recruiter3,
                   coalesce(s.percent1, p1.percent) as percent1, coalesce(s.percent2, p2.percent) as percent2,
                   coalesce(s.percent3, p3.percent) as percent3
              from conversions c
              join offers o on o.id = c.offer_id
              join user_offers l on l.id = c.link_id
             cross join lateral offer_terms_at(
                   c.offer_id, coalesce(c.clicked_at, c.created_at)) t
              join accounts a on a.id = c.promoter_id
              left join accounts r1 on r1.id = a.recruiter_id
              left join accounts r2 on r2.id = r1.recruiter_id
              left join accounts r3 on r3.id = r2.recruiter_id
              left join lateral (
                   select * from offer_recruiter_rates r
                    where r.offer_id = c.offer_id and r.effective_from <= coalesce(c.clicked_at, c.created_at)
                    order by r.effective_from desc
                    limit 1) s on true
              left join recruiter_rates p1 on p1.level = 1
              left join recruiter_rates p2 on p2.level = 2
              left join recruiter_rates p3 on p3.level = 3
             where c.advertiser_id = ? and c.offer_id = ?
               and c.created_at >= cast(? as timestamptz) and c.created_at < cast(? as timestamptz)
               and c.status in ('pending', 'approved') and not c.is_claim
             order by c.created_at, c.id
             limit ?
            """;

    private static final String PAID_BEFORE =
            """
            select promoter_id, commission_currency as currency,
                   count(*) filter (where commission > 0) as conversions,
                   coalesce(sum(commission - commission_reversed), 0) as amount
              from conversions
             where advertiser_id = ? and offer_id = ? and created_at < cast(? as timestamptz)
               and promoter_id = any (?)
               and status in ('pending', 'approved') and not is_claim
             group by promoter_id, commission_currency
            """;

    private static final String CLICKS =
            """
            select promoter_id, hour, cast(sum(valid + suspicious) as bigint) as clicks
              from click_hourly
             where advertiser_id = ? and offer_id = ? and promoter_id = any (?)
               and hour >= cast(? as timestamptz) and hour < cast(? as timestamptz)
             group by promoter_id, hour
            having sum(valid + suspicious) > 0
             order by promoter_id, hour
             limit ?
            """;

    private final Statements statements;

    ReplayRepository(Statements statements) {
        this.statements = statements;
    }

    /// What a promoter was paid in a currency.
    @Introspected
    record PaidRow(long promoterId, String currency, long conversions, BigDecimal amount) {}

    /// Billable clicks of a promoter in an hour.
    @Introspected
    record HourRow(long promoterId, Instant hour, long clicks) {}

    List<SaleRow> sales(OfferRow offer, Instant from, Instant to, int limit) {
        return statements.list(
                SALE,
                sql -> sql.resultQuery(SALES, offer.advertiserId(), offer.id(), from, to, limit));
    }

    List<PaidRow> paidBefore(OfferRow offer, Instant before, Collection<Long> promoters) {
        return statements.list(
                PAID,
                sql ->
                        sql.resultQuery(
                                PAID_BEFORE,
                                offer.advertiserId(),
                                offer.id(),
                                before,
                                promoters.toArray(Long[]::new)));
    }

    List<HourRow> clicks(
            OfferRow offer, Collection<Long> promoters, Instant from, Instant to, int limit) {
        return statements.list(
                HOUR,
                sql ->
                        sql.resultQuery(
                                CLICKS,
                                offer.advertiserId(),
                                offer.id(),
                                promoters.toArray(Long[]::new),
                                from,
                                to,
                                limit));
    }
}
