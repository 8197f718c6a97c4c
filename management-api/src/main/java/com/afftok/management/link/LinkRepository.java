package com.afftok.management.link;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about links, each bound to the promoter whose they are.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LinkRepository extends GenericRepository<LinkRow, Long> {

    String SELECT =
            """
            select l.id, l.offer_id, o.title as offer_title, l.by_join, l.alias, l.deep_link,
                   l.sub1, l.sub2, l.sub3, l.sub4, l.sub5, l.source, l.utm_source, l.utm_medium,
                   l.utm_campaign, l.utm_term, l.utm_content, l.status, l.status_reason,
                   coalesce(l.expires_at,
                            l.created_at + make_interval(days => o.link_lifetime_days)) as expires_at,
                   l.version, l.created_at, coalesce(c.billable, 0) as clicks,
                   v.conversions, v.earned
              from user_offers l
              join offers o on o.id = l.offer_id and o.advertiser_id = l.advertiser_id
              left join link_counters c
                on c.advertiser_id = l.advertiser_id and c.link_id = l.id
             cross join lateral (
                    select coalesce(sum(conversions), 0) as conversions,
                           coalesce(sum(commission) filter (where currency = o.currency), 0)
                               as earned
                      from link_earnings
                     where advertiser_id = l.advertiser_id and link_id = l.id) v
            """;

    /// The alias of a link, empty where it has none; nothing if there is no such link.
    @Query(
            """
            select coalesce(alias, '') from user_offers where id = :id and promoter_id = :promoter
            """)
    Optional<String> findAlias(long id, long promoter);

    @Query(SELECT + " where l.id = :id and l.promoter_id = :promoter")
    Optional<LinkRow> find(long id, long promoter);

    @Query(SELECT + " where l.promoter_id = :promoter and l.offer_id = :offer and l.by_join")
    Optional<LinkRow> findJoined(long promoter, long offer);

    @Query(
            SELECT
                    + """
                     where l.promoter_id = :promoter
                       and (cast(:offer as bigint) is null or l.offer_id = :offer)
                       and (cast(:status as text) is null or l.status = :status)
                     order by l.id desc
                     limit :limit offset :offset
                    """)
    List<LinkRow> list(
            long promoter, @Nullable Long offer, @Nullable String status, int limit, int offset);

    @Query(
            """
            select count(*) from user_offers l
             where l.promoter_id = :promoter
               and (cast(:offer as bigint) is null or l.offer_id = :offer)
               and (cast(:status as text) is null or l.status = :status)
            """)
    long count(long promoter, @Nullable Long offer, @Nullable String status);

    /// Lets nobody else make links of this promoter until the transaction ends.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('links', :promoter)) as text) as locked")
    String lock(long promoter);

    @Query(
            """
            select case when a.status = 'active' then o.status else 'paused' end as status,
                   o.destination_url, o.allowed_hosts, l.status as joined
              from offers o
              join accounts a on a.id = o.advertiser_id
              left join user_offers l
                on l.offer_id = o.id and l.promoter_id = :promoter and l.by_join
             where o.id = :offer and o.status <> 'pending'
            """)
    Optional<TermsRow> findTerms(long promoter, long offer);

    /// Joins an active offer, unless that was done before.
    ///
    /// @return the id of the link; empty if there is no such active offer, or it is joined already
    @Query(
            """
            with made as (
                insert into user_offers (promoter_id, offer_id, advertiser_id, by_join, status)
                select :promoter, o.id, o.advertiser_id, true,
                       case o.approval when 'manual' then 'pending' else 'active' end
                  from offers o
                  join accounts a on a.id = o.advertiser_id and a.status = 'active'
                 where o.id = :offer and o.status = 'active'
                    on conflict (promoter_id, offer_id) where by_join do nothing
                returning id)
            select id from made
            """)
    List<Long> join(long promoter, long offer);

    /// Makes a further link to an offer that is joined. It waits for whoever ends the promoter's
    /// part, and whoever ends it waits for this transaction.
    ///
    /// @param link its columns as a JSON object
    /// @return its id; empty if the offer is not joined any more, or the alias is taken
    @Query(
            """
            with made as (
                insert into user_offers (
                       promoter_id, offer_id, advertiser_id, alias, deep_link, sub1, sub2, sub3,
                       sub4, sub5, source, utm_source, utm_medium, utm_campaign, utm_term,
                       utm_content, expires_at)
                select j.promoter_id, j.offer_id, j.advertiser_id, l.alias, l.deep_link, l.sub1,
                       l.sub2, l.sub3, l.sub4, l.sub5, l.source, l.utm_source, l.utm_medium,
                       l.utm_campaign, l.utm_term, l.utm_content, l.expires_at
                  from user_offers j
                 cross join jsonb_populate_record(
                       cast(null as user_offers), cast(:link as jsonb)) l
                 where j.promoter_id = :promoter and j.offer_id = :offer
                   and j.by_join and j.status = 'active'
                   for share of j
                    on conflict (alias) do nothing
                returning id)
            select id from made
            """)
    List<Long> insert(long promoter, long offer, String link);

    /// Changes what the JSON object has; an empty text takes a text away.
    ///
    /// @return how many were changed: none if the version is another
    @Query(
            """
            update user_offers l
               set alias = nullif(t.alias, ''), deep_link = nullif(t.deep_link, ''),
                   sub1 = nullif(t.sub1, ''), sub2 = nullif(t.sub2, ''), sub3 = nullif(t.sub3, ''),
                   sub4 = nullif(t.sub4, ''), sub5 = nullif(t.sub5, ''),
                   source = nullif(t.source, ''), utm_source = nullif(t.utm_source, ''),
                   utm_medium = nullif(t.utm_medium, ''), utm_campaign = nullif(t.utm_campaign, ''),
                   utm_term = nullif(t.utm_term, ''), utm_content = nullif(t.utm_content, ''),
                   expires_at = t.expires_at, status = t.status, version = l.version + 1
              from user_offers old
             cross join lateral jsonb_populate_record(old, cast(:change as jsonb)) t
             where old.id = l.id and l.id = :id and l.promoter_id = :promoter
               and l.version = :version
            """)
    int change(long id, long promoter, int version, String change);
}
