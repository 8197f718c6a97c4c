package com.afftok.management.tracking.offer;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.SortOrder;
import org.jspecify.annotations.Nullable;

/// The statements about offers.
///
/// A viewer sees active offers of advertisers who are not banned, and all own offers; with `all`,
/// every offer. A joined offer is visible in every status, and shown as paused if its advertiser is
/// banned. Each statement that changes an offer is bound to its owner; `all` lifts that for
/// administrators.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class OfferRepository implements GenericRepository<OfferRow, Long> {

    private static final Columns<OfferRow> ROW = Columns.of(OfferRow.class);
    private static final Columns<OfferTerms> TERMS = Columns.of(OfferTerms.class);
    private static final Columns<OfferTerms.Agreed> AGREED = Columns.of(OfferTerms.Agreed.class);
    private static final Field<Long> ID = field("o.id", Long.class);
    private static final Field<Long> ADVERTISER = field("o.advertiser_id", Long.class);
    private static final Field<Integer> VERSION = field("version", Integer.class);
    private static final Field<Instant> CREATED_AT = field("o.created_at", Instant.class);

    private static final String JOINED =
            """
            offers o
            join accounts a on a.id = o.advertiser_id
            left join offer_proposals proposal on proposal.offer_id = o.id
            left join offer_counters n
              on n.advertiser_id = o.advertiser_id and n.offer_id = o.id
            cross join lateral (
                  select coalesce(sum(pending + approved), 0) as conversions,
                         coalesce(sum(commission) filter (where currency = o.currency), 0)
                             as commission
                    from offer_earnings
                   where advertiser_id = o.advertiser_id and offer_id = o.id) e
            """;

    /// The tables to find a page. Earnings come from the counters, and are not read for an order
    /// that does not need them.
    private static final String TO_FIND =
            """
            offers o
            join accounts a on a.id = o.advertiser_id
            left join offer_counters n
              on n.advertiser_id = o.advertiser_id and n.offer_id = o.id
            left join offer_earnings e
              on e.advertiser_id = o.advertiser_id and e.offer_id = o.id
             and e.currency = o.currency
            """;

    private static final Condition LIVE = condition("o.status = 'active' and a.status = 'active'");

    private static final String STOPPED =
            """
            case when o.status = 'active'
                  and exists (select from advertiser_stops s
                               where s.advertiser_id = o.advertiser_id
                                 and s.currency = o.currency)
                 then 'unfunded' end
            """;

    private final Statements statements;

    OfferRepository(Statements statements) {
        this.statements = statements;
    }

    private static List<Field<?>> columns(long viewer, boolean all) {
        Field<String> status =
                field(
                        """
                        case when o.status = 'active' and a.status <> 'active'
                                  and o.advertiser_id <> {0} and not {1}
                             then 'paused' else o.status end
                        """,
                        String.class, val(viewer), val(all));
        return ROW.from(
                "o",
                status.as("status"),
                field(STOPPED, String.class).as("stopped"),
                field("coalesce(n.valid + n.suspicious, 0)", Long.class).as("clicks"),
                field("e.conversions", Long.class).as("conversions"),
                field("e.commission", BigDecimal.class).as("earned"));
    }

    Optional<OfferRow> find(long id, long viewer, boolean all) {
        Condition seen =
                all
                        ? noCondition()
                        : LIVE.or(ADVERTISER.eq(viewer))
                                .or(
                                        condition(
                                                """
                                                exists (select from user_offers
                                                         where promoter_id = {0}
                                                           and offer_id = o.id and by_join)
                                                """,
                                                val(viewer)));
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(columns(viewer, all))
                                        .from(JOINED)
                                        .where(ID.eq(id))
                                        .and(seen))
                .stream()
                .findFirst();
    }

    /// For a viewer who owns nothing, a condition on the status alone, which has an index.
    private static Condition wanted(Viewer viewer, OfferSearch search) {
        Long owner = viewer.owner();
        Condition own = owner == null ? falseCondition() : ADVERTISER.eq(owner);
        Condition seen = viewer.seesAll() ? noCondition() : owner == null ? LIVE : LIVE.or(own);
        Condition proposed =
                condition("exists (select from offer_proposals where offer_id = o.id)")
                        .and(viewer.seesAll() ? noCondition() : own);
        return new Filters()
                .is(field("o.status", String.class), search.status())
                .is(field("o.category", String.class), search.category())
                .with(
                        search.country(),
                        country ->
                                condition(
                                        """
                                        (o.target_countries = '{}' or {0} = any (o.target_countries))
                                        and {0} <> all (o.blocked_countries)
                                        """,
                                        val(country)))
                .is(field("o.network_id", Long.class), search.networkId())
                .with(
                        search.words(),
                        words -> condition("o.search @@ to_tsquery('simple', {0})", val(words)))
                .all()
                .and(seen)
                .and(search.isForProposed() ? proposed : noCondition());
    }

    private static List<SortField<?>> order(OfferSearch search) {
        SortOrder order = search.descending() ? SortOrder.DESC : SortOrder.ASC;
        SortField<?> newest = ID.desc();
        return switch (search.sorting()) {
            case "payout" ->
                    List.of(
                            field("greatest(o.payout, o.payout_percent)").sort(order).nullsLast(),
                            CREATED_AT.sort(order),
                            newest);
            case "epc" ->
                    List.of(
                            field("coalesce(e.commission, 0) / nullif(n.valid + n.suspicious, 0)")
                                    .sort(order)
                                    .nullsLast(),
                            CREATED_AT.sort(order),
                            newest);
            default -> List.of(CREATED_AT.sort(order), newest);
        };
    }

    /// A page of offers. The ids of the page are found first, so that all other data is read for
    /// these offers alone.
    List<OfferRow> search(Viewer viewer, OfferSearch search) {
        Paging paging = search.paging();
        return statements.list(
                ROW,
                sql ->
                        sql.with("page")
                                .as(
                                        select(ID)
                                                .from(TO_FIND)
                                                .where(wanted(viewer, search))
                                                .orderBy(order(search))
                                                .limit(paging.limit())
                                                .offset(paging.offset()))
                                .select(columns(viewer.user(), viewer.seesAll()))
                                .from(JOINED + " join page on page.id = o.id")
                                .orderBy(order(search)));
    }

    long count(Viewer viewer, OfferSearch search) {
        return statements.count(sql ->
                sql.selectCount()
                        .from("offers o join accounts a on a.id = o.advertiser_id")
                        .where(wanted(viewer, search)));
    }

    /// Inserts an offer that waits for approval.
    ///
    /// @return its id
    long insert(long advertiser, OfferTerms terms) {
        return statements.run(sql ->
                sql.insertInto(table("offers"))
                        .set(field("advertiser_id", Long.class), advertiser)
                        .set(TERMS.values(terms))
                        .returningResult(field("id", Long.class))
                        .fetchSingle()
                        .value1());
    }

    private static Condition owned(long id, long owner, boolean all) {
        return all ? ID.eq(id) : ID.eq(id).and(ADVERTISER.eq(owner));
    }

    /// Replaces the terms of an offer. The currency cannot change after the approval, because
    /// rules, caps and conversions use it.
    ///
    /// @return how many rows were changed: none if the version is another
    int replace(long id, long owner, boolean all, int version, OfferTerms terms) {
        return statements.run(sql ->
                sql.update(table("offers o"))
                        .set(TERMS.values(terms))
                        .set(VERSION, version + 1)
                        .where(owned(id, owner, all))
                        .and(field("o.version", Integer.class).eq(version))
                        .execute());
    }

    /// Changes the status of an offer.
    ///
    /// @return how many rows were changed: none if the version is another
    @Query(
            """
            update offers set status = :to, held_by = :heldBy, version = version + 1
             where id = :id and (advertiser_id = :owner or :all) and version = :version
            """)
    abstract int move(
            long id, long owner, boolean all, int version, String to, @Nullable String heldBy);

    /// Stores a proposal. The previous one must have been withdrawn.
    void propose(long id, long owner, boolean all, OfferTerms.Agreed agreed) {
        Map<Field<?>, @Nullable Object> values = AGREED.values(agreed);
        List<Field<?>> columns = new ArrayList<>(values.keySet());
        List<Field<?>> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(val(values.get(column), column.getDataType())));
        columns.addFirst(field("offer_id", Long.class));
        selected.addFirst(ID);
        statements.run(sql ->
                sql.insertInto(table("offer_proposals"), columns)
                        .select(select(selected).from("offers o").where(owned(id, owner, all)))
                        .execute());
    }

    @Query(
            """
            delete from offer_proposals p
             using offers o
             where p.offer_id = :id and o.id = p.offer_id
               and (o.advertiser_id = :owner or :all)
            """)
    abstract void withdraw(long id, long owner, boolean all);

    /// Replaces the approved terms by the proposal.
    void adopt(long id, long owner, boolean all) {
        Map<Field<?>, Field<?>> proposed = new LinkedHashMap<>();
        for (Field<?> column : AGREED.from("p")) {
            proposed.put(field(column.getUnqualifiedName()), column);
        }
        statements.run(sql ->
                sql.update(table("offers o"))
                        .set(proposed)
                        .from("offer_proposals p")
                        .where(owned(id, owner, all))
                        .and(condition("p.offer_id = o.id"))
                        .execute());
    }

    @Query("select exists (select from networks where id = :id and status <> 'archived')")
    abstract boolean isNetwork(long id);

    @Query(
            "select exists (select from accounts where id = :id and kind = 'advertiser' and status = 'active')")
    abstract boolean isAdvertiser(long id);
}
