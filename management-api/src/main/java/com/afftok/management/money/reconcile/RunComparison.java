package com.afftok.management.money.reconcile;

import com.afftok.management.money.reconcile.comparison.Comparison;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.SQL;
import org.jooq.impl.DSL;

/// Runs a comparison, each statement in a transaction of its own: locks on partitions of clicks are
/// held for one day's clicks at a time.
@Singleton
final class RunComparison {

    /// The first differences are kept as rows are read, so that their number does not matter.
    private static final String RESULT =
            """
            select count(*), count(*) filter (where differs),
                   array_agg(subject) filter (where differs and nth <= {1}),
                   array_agg(figure) filter (where differs and nth <= {1}),
                   array_agg(coalesce(cast(kept as text), 'nothing')) filter (where differs and nth <= {1}),
                   array_agg(coalesce(cast(expected as text), 'nothing')) filter (where differs and nth <= {1})
              from (select subject, figure, kept, expected, kept is distinct from expected as differs,
                           count(*) filter (where kept is distinct from expected)
                               over (rows unbounded preceding) as nth
                      from ({0}) as figures) as figures
            """;

    /// The connection belongs to the whole run, which stores its result: a transaction that is
    /// begun as read-only would leave it so.
    private static final String READ_ONLY = "set transaction read only";

    private static final String LIMIT = "set local statement_timeout = '2h'";

    private static final String DAYS =
            """
            select to_date(right(c.relname, 10), 'YYYY_MM_DD')
              from pg_inherits i
              join pg_class c on c.oid = i.inhrelid
             where i.inhparent = to_regclass('clicks') and c.relname ~ '^clicks_[0-9]{4}_[0-9]{2}_[0-9]{2}$'
             order by 1
            """;

    private static final String HAS_DAY =
            "select to_regclass(to_char(cast(? as date), '\"clicks_\"YYYY_MM_DD')) is not null";

    private final Statements statements;
    private final TransactionOperations<Connection> transactions;

    RunComparison(Statements statements, TransactionOperations<Connection> transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    Compared run(Comparison comparison) {
        if (!comparison.perDay()) {
            return transactions.executeWrite(
                    _ -> compare(comparison.name(), DSL.sql(comparison.statement())));
        }
        Compared all = new Compared(comparison.name(), 0, 0, List.of());
        for (LocalDate day : days()) {
            Optional<Compared> compared = onDay(comparison, day);
            all = compared.map(all::and).orElse(all);
        }
        return all;
    }

    private List<LocalDate> days() {
        return statements.run(sql -> sql.resultQuery(DAYS).fetch(0, LocalDate.class));
    }

    /// Empty if the clicks of the day were dropped meanwhile: a partition that the statement read
    /// can't be dropped before the end of the transaction.
    private Optional<Compared> onDay(Comparison comparison, LocalDate day) {
        Instant opens = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant closes = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return transactions.executeWrite(_ -> {
            Compared compared =
                    compare(
                            comparison.name(),
                            DSL.sql(comparison.statement(), DSL.val(opens), DSL.val(closes)));
            boolean isThere =
                    statements.run(sql ->
                            sql.resultQuery(HAS_DAY, day).fetchSingle().get(0, boolean.class));
            return isThere ? Optional.of(compared) : Optional.empty();
        });
    }

    private Compared compare(String name, SQL figures) {
        statements.run(sql -> sql.execute(READ_ONLY));
        statements.run(sql -> sql.execute(LIMIT));
        Record found =
                statements.run(sql ->
                        sql.resultQuery(RESULT, figures, DSL.inline(Compared.MOST_NAMED))
                                .fetchSingle());
        return new Compared(
                name, found.get(0, long.class), found.get(1, long.class), differences(found));
    }

    private static List<Difference> differences(Record found) {
        List<Difference> differences = new ArrayList<>();
        String[] subjects = found.get(2, String[].class);
        if (subjects != null) {
            String[] figures = found.get(3, String[].class);
            String[] kept = found.get(4, String[].class);
            String[] expected = found.get(5, String[].class);
            for (int i = 0; i < subjects.length; i++) {
                differences.add(new Difference(subjects[i], figures[i], kept[i], expected[i]));
            }
        }
        return differences;
    }
}
