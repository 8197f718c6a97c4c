package com.afftok.management.offer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// The statements about offers.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OfferRepository extends GenericRepository<OfferRow, Long> {

    @Query(
            """
            select o.id, o.title, o.title_ar, o.description, o.description_ar, o.category,
                   o.payout, o.payout_type, o.payout_percent, o.currency,
                   o.target_countries, o.blocked_countries, o.logo_url, o.status,
                   coalesce(n.valid + n.suspicious, 0) as clicks,
                   c.conversions,
                   c.earned
              from offers o
              left join offer_counters n
                on n.advertiser_id = o.advertiser_id and n.offer_id = o.id
             cross join lateral (
                    select count(*) as conversions,
                           coalesce(sum(commission - commission_reversed)
                               filter (where commission_currency = o.currency), 0) as earned
                      from conversions
                     where advertiser_id = o.advertiser_id
                       and offer_id = o.id
                       and status in ('pending', 'approved')) c
             where o.id = :id
               and o.status = 'active'
            """)
    Optional<OfferRow> findActive(long id);
}
