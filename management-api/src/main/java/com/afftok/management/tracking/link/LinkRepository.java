package com.afftok.management.tracking.link;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The statements about links, each bound to the link's promoter.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class LinkRepository implements GenericRepository<LinkRow, Long> {

    /// The alias of a link, empty if it has none; null if the link does not exist.
    @Query(
            """
            select coalesce(alias, '') from user_offers where id = :id and promoter_id = :promoter
            """)
    abstract Optional<String> findAlias(long id, long promoter);

    private static final Columns<LinkRow> ROW = Columns.of(LinkRow.class);
    private static final Field<Long> ID = field("l.id", Long.class);
    private static final Field<Long> PROMOTER = field("l.promoter_id", Long.class);
    private static final Field<Long> OFFER = field("l.offer_id", Long.class);

    private static final String JOINED =
            """
            user_offers l
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

    private static final String OFFER_STOPPED =
            """
            case when o.status = 'active'
                  and exists (select from advertiser_stops s
                               where s.advertiser_id = o.advertiser_id
                                 and s.currency = o.currency)
                 then 'unfunded' end
            """;

    private static final String EXPIRES_AT =
            "coalesce(l.expires_at, l.created_at + make_interval(days => o.link_lifetime_days))";

    private final Statements statements;

    LinkRepository(Statements statements) {
        this.statements = statements;
    }

    private static SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(
                        ROW.from(
                                "l",
                                field("o.title", String.class).as("offer_title"),
                                field(OFFER_STOPPED, String.class).as("offer_stopped"),
                                field(EXPIRES_AT, Instant.class).as("expires_at"),
                                field("coalesce(c.billable, 0)", Long.class).as("clicks"),
                                field("v.conversions", Long.class).as("conversions"),
                                field("v.earned", BigDecimal.class).as("earned")))
                .from(JOINED)
                .where(condition);
    }

    private Optional<LinkRow> find(Condition condition) {
        return statements.list(ROW, sql -> select(sql, condition)).stream().findFirst();
    }

    Optional<LinkRow> find(long id, long promoter) {
        return find(ID.eq(id).and(PROMOTER.eq(promoter)));
    }

    Optional<LinkRow> findJoined(long promoter, long offer) {
        return find(PROMOTER.eq(promoter).and(OFFER.eq(offer)).and(condition("l.by_join")));
    }

    private static Condition of(long promoter, LinkController.@Nullable Search search) {
        Filters filters = new Filters().is(PROMOTER, promoter);
        return search == null
                ? filters.all()
                : filters.is(OFFER, search.offerId())
                        .is(field("l.status", String.class), search.status())
                        .all();
    }

    /// The newest first.
    List<LinkRow> list(long promoter, LinkController.Search search, Paging paging) {
        return statements.list(
                ROW,
                sql ->
                        select(sql, of(promoter, search))
                                .orderBy(ID.desc())
                                .limit(paging.limit())
                                .offset(paging.offset()));
    }

    /// @param search null for all of the promoter's
    long count(long promoter, LinkController.@Nullable Search search) {
        return statements.count(
                sql -> sql.selectCount().from("user_offers l").where(of(promoter, search)));
    }

    /// Locks the creation of links of this promoter.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('links', :promoter)) as text) as locked")
    abstract String lock(long promoter);

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
    abstract Optional<TermsRow> findTerms(long promoter, long offer);

    /// Joins an active offer.
    ///
    /// @return the id of the link; empty if the offer is not active, or joined before
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
    abstract List<Long> join(long promoter, long offer);

    /// Inserts a further link to a joined offer. Its lock conflicts with the rejection of the
    /// promoter's application.
    ///
    /// @return its id; empty if the offer is no longer joined, or the alias is taken
    Optional<Long> insert(long promoter, long offer, Map<Field<?>, @Nullable Object> values) {
        List<Field<?>> columns = new ArrayList<>(values.keySet());
        List<Field<?>> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(val(values.get(column), column.getDataType())));
        for (String inherited : List.of("promoter_id", "offer_id", "advertiser_id")) {
            columns.add(field(inherited, Long.class));
            selected.add(field("l." + inherited, Long.class));
        }
        return statements.run(sql ->
                sql.insertInto(table("user_offers"), columns)
                        .select(
                                DSL.select(selected)
                                        .from("user_offers l")
                                        .where(PROMOTER.eq(promoter), OFFER.eq(offer))
                                        .and(condition("l.by_join and l.status = 'active'"))
                                        .forShare())
                        .onConflict(field("alias"))
                        .doNothing()
                        .returningResult(field("id", Long.class))
                        .fetchOptional(0, Long.class));
    }

    /// Changes columns of a link.
    ///
    /// @return how many rows were changed: none if the version is another
    int change(long id, long promoter, int version, Map<Field<?>, @Nullable Object> values) {
        return statements.run(sql ->
                sql.update(table("user_offers l"))
                        .set(values)
                        .set(field("version", Integer.class), version + 1)
                        .where(ID.eq(id), PROMOTER.eq(promoter))
                        .and(field("l.version", Integer.class).eq(version))
                        .execute());
    }
}
