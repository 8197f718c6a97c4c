package com.afftok.management.platform.statement;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.page.Pagination;
import com.afftok.management.platform.page.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The statements of a table whose rows have an id and a version that each change increments.
public abstract class VersionedTable<R> {

    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Integer> VERSION = field("version", Integer.class);

    private final Statements statements;
    private final Table<Record> table;
    private final Columns<R> columns;

    protected VersionedTable(Statements statements, String table, Class<R> row) {
        this.statements = statements;
        this.table = DSL.table(table);
        this.columns = Columns.of(row);
    }

    public Optional<R> find(long id) {
        return statements
                .list(columns, sql -> sql.select(columns.all()).from(table).where(ID.eq(id)))
                .stream()
                .findFirst();
    }

    /// One page of the rows that meet a condition, in an order.
    ///
    /// @param list combines the rows and the pagination
    protected <L> L page(
            Condition condition,
            OrderField<?> order,
            Paging paging,
            BiFunction<List<R>, Pagination, L> list) {
        List<R> rows =
                statements.list(
                        columns,
                        sql ->
                                sql.select(columns.all())
                                        .from(table)
                                        .where(condition)
                                        .orderBy(order)
                                        .limit(paging.limit())
                                        .offset(paging.offset()));
        long total = statements.count(sql -> sql.selectCount().from(table).where(condition));
        return list.apply(rows, Pagination.of(paging, total));
    }

    /// The id of the new row; empty if a unique value is taken.
    public Optional<Long> insert(Map<Field<?>, @Nullable Object> values) {
        return statements.run(sql ->
                sql.insertInto(table)
                        .set(values)
                        .onConflictDoNothing()
                        .returningResult(ID)
                        .fetchOptional(ID));
    }

    /// Changes a version of a row.
    ///
    /// @return how many rows were changed: none if the version is another
    public int change(long id, int version, Map<Field<?>, @Nullable Object> values) {
        return statements.run(sql ->
                sql.update(table)
                        .set(values)
                        .set(VERSION, version + 1)
                        .where(ID.eq(id), VERSION.eq(version))
                        .execute());
    }
}
