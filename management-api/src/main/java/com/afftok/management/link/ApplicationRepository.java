package com.afftok.management.link;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about promoters' parts in offers, each bound to the advertiser whose offer it is;
/// `all` is for administrators, who act for every one.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApplicationRepository extends GenericRepository<ApplicationRow, Long> {

    String SELECT =
            """
            select l.id, l.offer_id, l.promoter_id, owner.username, a.country, a.audience_countries,
                   l.status, l.status_reason, l.created_at as applied_at
              from user_offers l
              join accounts a on a.id = l.promoter_id
             cross join lateral (
                    select u.username
                      from memberships m
                      join users u on u.id = m.user_id
                     where m.account_id = a.id and m.role = 'owner'
                     order by m.created_at, u.id
                     limit 1) owner
             where l.by_join and (l.advertiser_id = :advertiser or :all)
            """;

    /// The promoter's part, which nobody else changes until the transaction ends.
    @Query(SELECT + " and l.id = :id for update of l")
    Optional<ApplicationRow> lock(long id, long advertiser, boolean all);

    @Query(SELECT + " and l.id = :id")
    Optional<ApplicationRow> find(long id, long advertiser, boolean all);

    @Query(
            SELECT
                    + """
                     and l.offer_id = :offer
                     and (cast(:status as text) is null or l.status = :status)
                     and l.id < :before
                     order by l.id desc
                     limit :limit
                    """)
    List<ApplicationRow> list(
            long offer,
            long advertiser,
            boolean all,
            @Nullable String status,
            long before,
            int limit);

    @Query(
            "select exists (select from offers where id = :offer and (advertiser_id = :advertiser or :all))")
    boolean owns(long offer, long advertiser, boolean all);

    /// Lets a promoter take part with the link that came with joining.
    ///
    /// @return how many were approved: none that takes part already
    @Query(
            """
            update user_offers
               set status = 'active', status_reason = null, version = version + 1
             where id = :id and (advertiser_id = :advertiser or :all)
               and status in ('pending', 'archived')
            """)
    int approve(long id, long advertiser, boolean all);

    /// Ends all links of a promoter to an offer, those that were made before the promoter's part
    /// was locked; none is made after that.
    ///
    /// @return their ids
    @Query(
            """
            with ended as (
                update user_offers
                   set status = 'archived', status_reason = :reason, version = version + 1
                 where promoter_id = :promoter and offer_id = :offer
                   and (advertiser_id = :advertiser or :all) and status <> 'archived'
                returning id)
            select id from ended
            """)
    List<Long> end(long promoter, long offer, long advertiser, boolean all, String reason);
}
