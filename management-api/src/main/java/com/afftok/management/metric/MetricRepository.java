package com.afftok.management.metric;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The statements over all tenants; what grows with the traffic is found by the time of the period.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MetricRepository extends GenericRepository<CountRow, String> {

    @Query(
            """
            select role as kind, status, count(*) as total,
                   count(*) filter (where created_at >= :from and created_at < :to) as fresh
              from users
             group by role, status
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
            select coalesce(sum(gross), 0) as gross, coalesce(sum(valid), 0) as valid,
                   coalesce(sum(suspicious), 0) as suspicious,
                   coalesce(sum(duplicate), 0) as duplicate, coalesce(sum(bot), 0) as bot,
                   coalesce(sum(fraud), 0) as fraud, coalesce(sum(geo_blocked), 0) as geo_blocked,
                   coalesce(sum(inactive), 0) as inactive, coalesce(sum(uniques), 0) as uniques
              from click_hourly
             where hour >= :from and hour < :to
            """)
    ClicksRow clicks(Instant from, Instant to);

    @Query(
            """
            select 'conversion' as kind, status, count(*) as total, count(*) as fresh
              from conversions
             where created_at >= :from and created_at < :to
             group by status
            """)
    List<CountRow> conversions(Instant from, Instant to);

    @Query(
            """
            select currency, sum(revenue) as revenue, sum(commission) as commission
              from (select currency, amount - refunded_amount as revenue, 0 as commission
                      from conversions
                     where created_at >= :from and created_at < :to
                       and status in ('pending', 'approved')
                     union all
                    select commission_currency, 0, commission - commission_reversed
                      from conversions
                     where created_at >= :from and created_at < :to
                       and status in ('pending', 'approved')) as parts
             group by currency
             order by currency
            """)
    List<MoneyRow> money(Instant from, Instant to);
}
