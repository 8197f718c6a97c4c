package com.afftok.management.party.export;

import com.afftok.management.platform.statement.Statements;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.Cursor;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The statements that read an export.
@Singleton
final class ExportRepository {

    /// Rows in memory.
    private static final int FETCHED = 100;

    private static final String SNAPSHOT =
            """
            set transaction isolation level repeatable read, read only
            """;

    private static final String UTC = "set local time zone 'UTC'";

    private static final String LIMIT = "set local statement_timeout = '60s'";

    /// The seconds until the n-th last export is a day old.
    private static final String WAIT =
            """
            select coalesce(max(wait), 0) from (
                select ceil(extract(epoch from at + interval '24 hours' - now())) as wait,
                       row_number() over (order by id desc) as place
                  from audit_log
                 where actor_kind = 'user' and actor_id = {0} and action = 'user.export'
                   and at > now() - interval '24 hours') as recent
             where place = {1}
            """;

    private static final String OWNED =
            """
            select account_id from memberships
             where user_id = {0} and role = 'owner'
             order by account_id
            """;

    private final Statements statements;
    private final TransactionOperations<Connection> transactions;

    ExportRepository(Statements statements, TransactionOperations<Connection> transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    /// Reads in one snapshot of the database. No statement lasts longer than a minute.
    <T> T inSnapshot(Supplier<T> reading) {
        return transactions.executeRead(_ -> {
            statements.run(sql -> {
                sql.execute(SNAPSHOT);
                sql.execute(LIMIT);
                return sql.execute(UTC);
            });
            return reading.get();
        });
    }

    /// The rows of a section as JSON, a hundred at a time.
    ///
    /// @param to returns false to end
    /// @return whether all were read
    boolean read(String query, long id, Predicate<String> to) {
        return statements.run(sql -> {
            try (Cursor<Record> rows =
                    sql.resultQuery(query, DSL.val(id)).fetchSize(FETCHED).fetchLazy()) {
                for (Record row : rows) {
                    if (!to.test(row.get(0, String.class))) {
                        return false;
                    }
                }
                return true;
            }
        });
    }

    /// The accounts that a user owns.
    List<Long> owned(long user) {
        return statements.run(sql -> sql.resultQuery(OWNED, DSL.val(user)).fetch(0, long.class));
    }

    /// The seconds until the user may export again; 0 for none.
    ///
    /// @param most the number of exports in 24 hours
    long secondsToWait(long user, int most) {
        return statements.run(sql ->
                sql.resultQuery(WAIT, DSL.val(user), DSL.val(most))
                        .fetchSingle()
                        .get(0, long.class));
    }
}
