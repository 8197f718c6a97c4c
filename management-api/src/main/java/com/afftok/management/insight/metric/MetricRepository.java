package com.afftok.management.insight.metric;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The statements over all tenants. Claims of browsers are not conversions. Tables that grow with
/// traffic are searched by the time of the period.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MetricRepository extends GenericRepository<CountRow, String> {

    @Query(
            """
            select kind, status, count(*) as total,
                   count(*) filter (where created_at >= :from and created_at < :to) as fresh
              from accounts
             group by kind, status
            """)
    List<CountRow> users(Instant from, Instant to);

    @Query(
            """
            select 'offer' as kind, status, count(*) as total,
                   count(*) filter (where created_at >= :from and created_at < :to) as fresh
              from offers
             group by status
            """)
    List<CountRow> offers(Instant from, Instant to);

    @Query(
            """
            select o.currency, sum(c.gross) as gross, sum(c.valid) as valid,
                   sum(c.suspicious) as suspicious, sum(c.duplicate) as duplicate,
                   sum(c.bot) as bot, sum(c.fraud) as fraud, sum(c.geo_blocked) as geo_blocked,
                   sum(c.inactive) as inactive, sum(c.uniques) as uniques
              from (select offer_id, sum(gross) as gross, sum(valid) as valid,
                           sum(suspicious) as suspicious, sum(duplicate) as duplicate,
                           sum(bot) as bot, sum(fraud) as fraud, sum(geo_blocked) as geo_blocked,
                           sum(inactive) as inactive, sum(uniques) as uniques
                      from click_hourly
                     where hour >= :from and hour < :to
                     group by offer_id) as c
              join offers o on o.id = c.offer_id
             group by o.currency
            """)
    List<ClicksRow> clicks(Instant from, Instant to);

    @Query(
            """
            select 'conversion' as kind, status, count(*) as total, count(*) as fresh
              from conversions
             where created_at >= :from and created_at < :to and not is_claim
             group by status
            """)
    List<CountRow> conversions(Instant from, Instant to);

    @Query(
            """
            select currency, sum(revenue) as revenue, sum(commission) as commission
              from (select currency, amount - refunded_amount as revenue, 0 as commission
                      from conversions
                     where created_at >= :from and created_at < :to
                       and status in ('pending', 'approved') and not is_claim
                     union all
                    select commission_currency, 0, commission - commission_reversed
                      from conversions
                     where created_at >= :from and created_at < :to
                       and status in ('pending', 'approved') and not is_claim) as parts
             group by currency
             order by currency
            """)
    List<MoneyRow> money(Instant from, Instant to);
}
