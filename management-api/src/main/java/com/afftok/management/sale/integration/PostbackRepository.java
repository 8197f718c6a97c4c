package com.afftok.management.sale.integration;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/// The statements about received postbacks.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class PostbackRepository implements GenericRepository<PostbackRow, Long> {

    private static final String DRY_RUN =
            "coalesce(p.parameters ->> 'dry_run', '') in ('1', 'true')";

    private static final String REPLAYED =
            """
            exists (select from received_postbacks r
                     where r.advertiser_id = p.advertiser_id and r.replay_of = p.id
                       and r.outcome <> 'rejected')
            """;

    private static final String SELECT =
            """
            select p.id, p.received_at, p.mode, p.outcome, p.error_code, p.reason, p.transaction_id,
                   p.click_id, p.conversion_id, p.replay_of, p.proven,
            """
                    + DRY_RUN
                    + " as dry_run, "
                    + REPLAYED
                    + " as replayed from received_postbacks p ";

    private static final Columns<PostbackRow> ROW = Columns.of(PostbackRow.class);
    private static final Field<Long> ID = field("p.id", Long.class);

    private final Statements statements;

    PostbackRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<PostbackRow> list(long advertiser, PostbackSearch search, int limit) {
        Filters filters =
                new Filters()
                        .is(field("p.outcome", String.class), search.outcome())
                        .is(field("p.mode", String.class), search.mode())
                        .is(field("p.transaction_id", String.class), search.transactionId());
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "p",
                                                field(DRY_RUN, Boolean.class).as("dry_run"),
                                                field(REPLAYED, Boolean.class).as("replayed")))
                                .from("received_postbacks p")
                                .where(
                                        field("p.advertiser_id", Long.class).eq(advertiser),
                                        ID.lt(Cursor.before(search.cursor())))
                                .and(filters.all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    @Query(
            SELECT
                    + """
                     where p.advertiser_id = :advertiser and p.id = :id
                    """)
    abstract Optional<PostbackRow> find(long advertiser, long id);

    @Query(
            """
            select cast(parameters as text) from received_postbacks
             where advertiser_id = :advertiser and id = :id
            """)
    abstract Optional<String> findParameters(long advertiser, long id);

    /// The latest replays of a postback, newest first.
    @Query(
            SELECT
                    + """
                     where p.advertiser_id = :advertiser and p.replay_of = :id
                     order by p.id desc
                     limit :most
                    """)
    abstract List<PostbackRow> listReplays(long advertiser, long id, int most);
}
