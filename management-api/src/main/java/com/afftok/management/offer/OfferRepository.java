package com.afftok.management.offer;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about offers.
///
/// Who looks sees the active ones of advertisers who are not banned, and all of those that they
/// own; who may see `all`, sees all. One that they have joined is found in every status; where its
/// advertiser is banned, it is shown as paused. Each statement that changes an offer is bound to
/// its owner; `all` is for administrators, who change everybody's.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OfferRepository extends GenericRepository<OfferRow, Long> {

    String SELECT =
            """
            select o.id, o.advertiser_id, o.network_id, o.title, o.title_ar, o.description,
                   o.description_ar, o.category, o.destination_url, o.allowed_hosts,
                   o.payout, o.payout_type, o.payout_percent, o.currency, o.goals,
                   o.target_countries, o.blocked_countries, o.strict_geo, o.pass_through,
                   o.approval,
                   case when o.status = 'active' and a.status <> 'active'
                             and o.advertiser_id <> :viewer and not :all
                        then 'paused' else o.status end as status,
                   o.link_lifetime_days, o.attribution_days,
                   o.holding_days, o.min_seconds_to_conversion, o.logo_url, o.terms,
                   o.additional_notes, o.version, o.created_at, o.approved_at, o.held_by,
                   p.destination_url as proposed_destination_url,
                   coalesce(p.allowed_hosts, '{}') as proposed_allowed_hosts,
                   p.payout as proposed_payout, p.payout_type as proposed_payout_type,
                   p.payout_percent as proposed_payout_percent,
                   coalesce(p.goals, '{}') as proposed_goals,
                   coalesce(p.target_countries, '{}') as proposed_target_countries,
                   coalesce(p.blocked_countries, '{}') as proposed_blocked_countries,
                   p.strict_geo as proposed_strict_geo,
                   p.link_lifetime_days as proposed_link_lifetime_days,
                   p.attribution_days as proposed_attribution_days,
                   p.holding_days as proposed_holding_days,
                   p.min_seconds_to_conversion as proposed_min_seconds_to_conversion,
                   p.terms as proposed_terms, p.proposed_at,
                   coalesce(n.valid + n.suspicious, 0) as clicks,
                   e.conversions,
                   e.commission as earned
              from offers o
              join accounts a on a.id = o.advertiser_id
              left join offer_proposals p on p.offer_id = o.id
              left join offer_counters n
                on n.advertiser_id = o.advertiser_id and n.offer_id = o.id
             cross join lateral (
                    select coalesce(sum(pending + approved), 0) as conversions,
                           coalesce(sum(commission) filter (where currency = o.currency), 0)
                               as commission
                      from offer_earnings
                     where advertiser_id = o.advertiser_id and offer_id = o.id) e
            """;

    /// Where the owner is null, this is a condition on the status alone, which has an index.
    String WANTED =
            """
             where ((o.status = 'active' and a.status = 'active')
                    or o.advertiser_id = cast(:owner as bigint) or :all)
               and (cast(:status as text) is null or o.status = :status)
               and (cast(:category as text) is null or o.category = :category)
               and (cast(:country as text) is null
                    or ((o.target_countries = '{}' or :country = any (o.target_countries))
                        and :country <> all (o.blocked_countries)))
               and (cast(:networkId as bigint) is null or o.network_id = :networkId)
               and (not :proposed
                    or ((o.advertiser_id = cast(:owner as bigint) or :all)
                        and exists (select from offer_proposals where offer_id = o.id)))
               and (cast(:words as text) is null
                    or o.search @@ to_tsquery('simple', :words))
            """;

    @Query(
            SELECT
                    + """
                     where o.id = :id
                       and ((o.status = 'active' and a.status = 'active')
                            or o.advertiser_id = :viewer or :all
                            or exists (select from user_offers
                                        where promoter_id = :viewer and offer_id = o.id and by_join))
                    """)
    Optional<OfferRow> find(long id, long viewer, boolean all);

    /// What plays no part in an order is a constant to the planner, and joins for it are left out.
    String ORDER =
            """
             order by
                   case when :sort = 'payout' and :descending
                        then greatest(o.payout, o.payout_percent) end desc nulls last,
                   case when :sort = 'payout' and not :descending
                        then greatest(o.payout, o.payout_percent) end nulls last,
                   case when :sort = 'epc' and :descending
                        then coalesce(e.commission, 0) / nullif(n.valid + n.suspicious, 0)
                        end desc nulls last,
                   case when :sort = 'epc' and not :descending
                        then coalesce(e.commission, 0) / nullif(n.valid + n.suspicious, 0)
                        end nulls last,
                   case when :descending then o.created_at end desc,
                   o.created_at,
                   o.id desc
            """;

    /// One page of the offers that are looked for. Which they are is found first, from the counters
    /// where need be, so that all else is read of a page's offers alone.
    ///
    /// @param owner the viewer, if that is one who has offers
    /// @param words as a query of the text search, such as `summer:* & sale:*`
    /// @param sort `created_at`, `payout` or `epc`
    @Query(
            """
            with page as (
                select o.id
                  from offers o
                  join accounts a on a.id = o.advertiser_id
                  left join offer_counters n
                    on n.advertiser_id = o.advertiser_id and n.offer_id = o.id
                  left join offer_earnings e
                    on e.advertiser_id = o.advertiser_id and e.offer_id = o.id
                   and e.currency = o.currency
            """
                    + WANTED
                    + ORDER
                    + " limit :limit offset :offset)"
                    + SELECT
                    + " join page on page.id = o.id"
                    + ORDER)
    List<OfferRow> search(
            long viewer,
            @Nullable Long owner,
            boolean all,
            @Nullable String status,
            @Nullable String category,
            @Nullable String country,
            @Nullable Long networkId,
            @Nullable String words,
            boolean proposed,
            String sort,
            boolean descending,
            int limit,
            int offset);

    @Query("select count(*) from offers o join accounts a on a.id = o.advertiser_id " + WANTED)
    long count(
            @Nullable Long owner,
            boolean all,
            @Nullable String status,
            @Nullable String category,
            @Nullable String country,
            @Nullable Long networkId,
            @Nullable String words,
            boolean proposed);

    /// Makes an offer that waits for its approval.
    ///
    /// @param terms its columns as a JSON object
    /// @return its id
    @Query(
            """
            with made as (
                insert into offers (
                       advertiser_id, network_id, title, title_ar, description, description_ar,
                       category, destination_url, allowed_hosts, payout, payout_type,
                       payout_percent, currency, goals, target_countries, blocked_countries,
                       strict_geo, pass_through, approval, link_lifetime_days, attribution_days,
                       holding_days, min_seconds_to_conversion, logo_url, terms,
                       additional_notes)
                select :advertiser, network_id, title, title_ar, description, description_ar,
                       category, destination_url, allowed_hosts, payout, payout_type,
                       payout_percent, currency, goals, target_countries, blocked_countries,
                       strict_geo, pass_through, approval, link_lifetime_days, attribution_days,
                       holding_days, min_seconds_to_conversion, logo_url, terms,
                       additional_notes
                  from jsonb_populate_record(cast(null as offers), cast(:terms as jsonb))
                returning id)
            select id from made
            """)
    long insert(long advertiser, String terms);

    /// Puts other terms in the place of those of a version. The currency stays once the offer is
    /// approved: rules, caps and conversions are in it.
    ///
    /// @return how many were changed: none if the version is another
    @Query(
            """
            update offers o
               set network_id = t.network_id, title = t.title, title_ar = t.title_ar,
                   description = t.description, description_ar = t.description_ar,
                   category = t.category, destination_url = t.destination_url,
                   allowed_hosts = t.allowed_hosts, payout = t.payout,
                   payout_type = t.payout_type, payout_percent = t.payout_percent,
                   currency = t.currency, goals = t.goals, target_countries = t.target_countries,
                   blocked_countries = t.blocked_countries, strict_geo = t.strict_geo,
                   pass_through = t.pass_through, approval = t.approval,
                   link_lifetime_days = t.link_lifetime_days,
                   attribution_days = t.attribution_days, holding_days = t.holding_days,
                   min_seconds_to_conversion = t.min_seconds_to_conversion,
                   logo_url = t.logo_url, terms = t.terms,
                   additional_notes = t.additional_notes, version = o.version + 1
              from jsonb_populate_record(cast(null as offers), cast(:terms as jsonb)) t
             where o.id = :id and (o.advertiser_id = :owner or :all) and o.version = :version
            """)
    int replace(long id, long owner, boolean all, int version, String terms);

    /// Moves a version of an offer to a status.
    ///
    /// @return how many were moved: none if the version is another
    @Query(
            """
            update offers set status = :to, held_by = :heldBy, version = version + 1
             where id = :id and (advertiser_id = :owner or :all) and version = :version
            """)
    int move(long id, long owner, boolean all, int version, String to, @Nullable String heldBy);

    /// Has terms wait for approval, once those that waited are withdrawn.
    @Query(
            """
            insert into offer_proposals (
                   offer_id, destination_url, allowed_hosts, payout, payout_type, payout_percent,
                   goals, target_countries, blocked_countries, strict_geo, link_lifetime_days,
                   attribution_days, holding_days, min_seconds_to_conversion, terms)
            select o.id, t.destination_url, t.allowed_hosts, t.payout, t.payout_type,
                   t.payout_percent, t.goals, t.target_countries, t.blocked_countries,
                   t.strict_geo, t.link_lifetime_days, t.attribution_days, t.holding_days,
                   t.min_seconds_to_conversion, t.terms
              from offers o
             cross join jsonb_populate_record(cast(null as offers), cast(:terms as jsonb)) t
             where o.id = :id and (o.advertiser_id = :owner or :all)
            """)
    void propose(long id, long owner, boolean all, String terms);

    @Query(
            """
            delete from offer_proposals p
             using offers o
             where p.offer_id = :id and o.id = p.offer_id
               and (o.advertiser_id = :owner or :all)
            """)
    void withdraw(long id, long owner, boolean all);

    /// Puts what was proposed in the place of what was approved before.
    @Query(
            """
            update offers o
               set destination_url = p.destination_url, allowed_hosts = p.allowed_hosts,
                   payout = p.payout, payout_type = p.payout_type,
                   payout_percent = p.payout_percent, goals = p.goals,
                   target_countries = p.target_countries, blocked_countries = p.blocked_countries,
                   strict_geo = p.strict_geo, link_lifetime_days = p.link_lifetime_days,
                   attribution_days = p.attribution_days, holding_days = p.holding_days,
                   min_seconds_to_conversion = p.min_seconds_to_conversion, terms = p.terms
              from offer_proposals p
             where o.id = :id and (o.advertiser_id = :owner or :all) and p.offer_id = o.id
            """)
    void adopt(long id, long owner, boolean all);

    @Query("select exists (select from networks where id = :id and status <> 'archived')")
    boolean isNetwork(long id);

    @Query(
            "select exists (select from accounts where id = :id and kind = 'advertiser' and status = 'active')")
    boolean isAdvertiser(long id);
}
