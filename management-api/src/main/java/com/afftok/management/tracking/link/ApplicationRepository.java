package com.afftok.management.tracking.link;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/// The statements about applications, each bound to the offer's advertiser; `all` lifts that for
/// administrators.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class ApplicationRepository implements GenericRepository<ApplicationRow, Long> {

    private static final Columns<ApplicationRow> ROW = Columns.of(ApplicationRow.class);
    private static final Field<Long> ID = field("l.id", Long.class);

    private final Statements statements;

    ApplicationRepository(Statements statements) {
        this.statements = statements;
    }

    private static final String JOINED =
            """
            user_offers l
             join accounts a on a.id = l.promoter_id
            cross join lateral (
                   select u.username
                     from memberships m
                     join users u on u.id = m.user_id
                    where m.account_id = a.id and m.role = 'owner'
                    order by m.created_at, u.id
                    limit 1) owner
            """;

    private static final String SELECT =
            """
            select l.id, l.offer_id, l.promoter_id, owner.username, a.country, a.audience_countries,
                   l.status, l.status_reason, l.created_at as applied_at
              from
            """
                    + JOINED
                    + " where l.by_join and (l.advertiser_id = :advertiser or :all)";

    /// Locks the application.
    @Query(SELECT + " and l.id = :id for update of l")
    abstract Optional<ApplicationRow> lock(long id, long advertiser, boolean all);

    @Query(SELECT + " and l.id = :id")
    abstract Optional<ApplicationRow> find(long id, long advertiser, boolean all);

    /// The newest first.
    List<ApplicationRow> list(
            long offer,
            DecideApplication.Party party,
            ApplicationController.Search search,
            int limit) {
        Filters filters =
                new Filters()
                        .is(
                                field("l.advertiser_id", Long.class),
                                party.all() ? null : party.advertiser())
                        .is(field("l.status", String.class), search.status());
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "l",
                                                field("owner.username", String.class)
                                                        .as("username"),
                                                field("a.country", String.class).as("country"),
                                                field("a.audience_countries", String[].class)
                                                        .as("audience_countries"),
                                                field("l.created_at", Instant.class)
                                                        .as("applied_at")))
                                .from(JOINED)
                                .where(
                                        condition("l.by_join"),
                                        field("l.offer_id", Long.class).eq(offer),
                                        ID.lt(Cursor.before(search.cursor())))
                                .and(filters.all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    @Query(
            "select exists (select from offers where id = :offer and (advertiser_id = :advertiser or :all))")
    abstract boolean owns(long offer, long advertiser, boolean all);

    /// Approves an application and its link.
    ///
    /// @return how many were approved: none if it is approved already
    @Query(
            """
            update user_offers
               set status = 'active', status_reason = null, version = version + 1
             where id = :id and (advertiser_id = :advertiser or :all)
               and status in ('pending', 'archived')
            """)
    abstract int approve(long id, long advertiser, boolean all);

    /// Ends all links of a promoter to an offer. The application is locked, so that none is created
    /// meanwhile.
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
    abstract List<Long> end(long promoter, long offer, long advertiser, boolean all, String reason);
}
