package com.afftok.management.money.reconcile;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about stored runs.
@Singleton
final class ReconciliationRepository {

    /// The oldest ones are deleted.
    private static final int MOST_KEPT = 400;

    private static final Columns<ReconciliationRow> ROW = Columns.of(ReconciliationRow.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<String> RESULTS =
            field("cast(results as text)", String.class).as("results");

    private static final String ADD =
            """
            insert into reconciliations (started_at, finished_at, compared, differences, results)
            values (cast(? as timestamptz), cast(? as timestamptz), ?, ?, cast(? as jsonb))
            returning id
            """;

    private static final String KEEP_NEWEST =
            """
            delete from reconciliations
             where id <= (select id from reconciliations order by id desc offset ? limit 1)
            """;

    private final Statements statements;

    ReconciliationRepository(Statements statements) {
        this.statements = statements;
    }

    /// Returns the id.
    long add(Instant started, Instant finished, long compared, long differences, String results) {
        long id =
                statements.run(sql ->
                        sql.resultQuery(ADD, started, finished, compared, differences, results)
                                .fetchSingle()
                                .get(0, long.class));
        statements.run(sql -> sql.execute(KEEP_NEWEST, MOST_KEPT));
        return id;
    }

    /// Newest first.
    ///
    /// @param before the last one of the previous page
    List<ReconciliationRow> list(@Nullable Long before, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("r", RESULTS))
                                .from(table("reconciliations r"))
                                .where(new Filters().with(before, ID::lt).all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<ReconciliationRow> find(long id) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.from("r", RESULTS))
                                        .from(table("reconciliations r"))
                                        .where(ID.eq(id)))
                .stream()
                .findFirst();
    }
}
