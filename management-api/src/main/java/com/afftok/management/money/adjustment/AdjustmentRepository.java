package com.afftok.management.money.adjustment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AdminId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about adjustments.
@Singleton
final class AdjustmentRepository {

    private static final Columns<AdjustmentRow> ROW = Columns.of(AdjustmentRow.class);
    private static final Field<Long> ENTRY =
            field(
                            """
                            (select e.id from ledger_entries e
                              where e.advertiser_id = a.advertiser_id and e.event_key = 'adjustment:' || a.id)
                            """,
                            Long.class)
                    .as("entry_id");
    private static final Field<Long> ID = field("id", Long.class);

    private static final String IS_OF_KIND =
            "select exists (select from accounts where id = ? and kind = ?)";

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('adjustments of administrator', ?))";

    /// What the administrator has booked alone within a day counts, so that parts do not avoid the
    /// second person.
    private static final String NEEDS_ANOTHER =
            """
            select exists (
                select from payout_thresholds t
                 where t.currency = ?
                   and t.amount < cast(? as numeric) + (
                       select coalesce(sum(abs(a.amount)), 0) from adjustments a
                        where a.requested_by = ? and a.currency = t.currency
                          and a.created_at > now() - interval '1 day'
                          and a.status = 'booked' and a.decided_by is null))
            """;

    private static final String INSERT =
            """
            insert into adjustments (
                advertiser_id, promoter_id, payer, amount, currency, reason, status, requested_by)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            returning id
            """;

    private static final String DECIDE =
            """
            update adjustments
               set status = ?, decided_by = ?, decided_at = now(), refusal_reason = ?
             where id = ?
            """;

    private final Statements statements;

    AdjustmentRepository(Statements statements) {
        this.statements = statements;
    }

    boolean isOfKind(long account, String kind) {
        return is(IS_OF_KIND, account, kind);
    }

    /// Books adjustments of an administrator one after the other, until the end of the transaction.
    void lock(AdminId admin) {
        statements.run(sql -> sql.execute(LOCK, admin.value()));
    }

    boolean needsAnother(AdjustmentRequest wanted, AdminId by) {
        return is(NEEDS_ANOTHER, wanted.currency(), wanted.amount().abs(), by.value());
    }

    private boolean is(String statement, Object... parameters) {
        return statements.run(
                sql -> sql.resultQuery(statement, parameters).fetchSingle().get(0, boolean.class));
    }

    long insert(AdjustmentRequest wanted, String status, AdminId by) {
        return statements.run(sql ->
                sql.resultQuery(
                                INSERT,
                                wanted.advertiserId(),
                                wanted.promoterId(),
                                wanted.payer(),
                                wanted.amount(),
                                wanted.currency(),
                                wanted.reason(),
                                status,
                                by.value())
                        .fetchSingle()
                        .get(0, long.class));
    }

    /// Locks it until the end of the transaction.
    Optional<AdjustmentRow> lock(long id) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.from("a", ENTRY))
                                        .from(table("adjustments a"))
                                        .where(ID.eq(id))
                                        .forUpdate())
                .stream()
                .findFirst();
    }

    AdjustmentRow find(long id) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.from("a", ENTRY))
                                        .from(table("adjustments a"))
                                        .where(ID.eq(id)))
                .getFirst();
    }

    void decide(long id, String status, AdminId by, @Nullable String refusalReason) {
        statements.run(sql -> sql.execute(DECIDE, status, by.value(), refusalReason, id));
    }

    /// Newest first.
    List<AdjustmentRow> list(AdjustmentSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(field("status", String.class), search.status())
                        .is(field("currency", String.class), search.currency())
                        .is(field("advertiser_id", Long.class), search.advertiserId())
                        .is(field("promoter_id", Long.class), search.promoterId())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("a", ENTRY))
                                .from(table("adjustments a"))
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }
}
