package com.afftok.management.money.payout;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The statements that read payouts.
@Singleton
final class PayoutRepository {

    private static final Columns<PayoutRow> ROW = Columns.of(PayoutRow.class);
    private static final Columns<AdminPayoutRow> LISTED = Columns.of(AdminPayoutRow.class);
    private static final Columns<PayoutEventRow> EVENT = Columns.of(PayoutEventRow.class);
    private static final Columns<Standing> STANDING = Columns.of(Standing.class);

    private static final String STANDING_OF =
            """
            select a.status = 'active' as active,
                   coalesce((select sum(available) from account_balances b
                              where b.owner_id = a.id and b.currency = ?), 0) as available
              from accounts a
             where a.id = ?
            """;

    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> PAYOUT = field("payout_id", Long.class);
    private static final Field<Long> PROMOTER = field("promoter_id", Long.class);
    private static final Field<byte[]> DESTINATION = field("destination", byte[].class);

    private static final Field<String> STATUS_OF_PROMOTER =
            field("a.status", String.class).as("promoter_status");
    private static final Field<BigDecimal> AVAILABLE_NOW =
            field(
                            "coalesce((select sum(b.available) from account_balances b"
                                    + " where b.owner_id = p.promoter_id and b.currency = p.currency), 0)",
                            BigDecimal.class)
                    .as("promoter_available");

    private final Statements statements;

    PayoutRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<PayoutRow> list(long promoter, PayoutSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(PROMOTER, promoter)
                        .is(PROMOTER, search.promoterId())
                        .is(field("status", String.class), search.status())
                        .is(field("currency", String.class), search.currency())
                        .is(field("method", String.class), search.method())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("payouts"))
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    /// Those of all promoters, newest first.
    List<AdminPayoutRow> list(AdminPayoutSearch search, int limit) {
        Field<Long> id = field("p.id", Long.class);
        Field<Instant> created = field("p.created_at", Instant.class);
        return listed(
                new Filters()
                        .is(field("p.promoter_id", Long.class), search.promoterId())
                        .is(field("p.status", String.class), search.status())
                        .is(field("p.currency", String.class), search.currency())
                        .is(field("p.method", String.class), search.method())
                        .with(search.from(), created::ge)
                        .with(search.to(), created::lt)
                        .with(search.batchId(), batch -> id.in(batched(batch)))
                        .with(Cursor.id(search.cursor()), id::lt)
                        .all(),
                limit);
    }

    Optional<AdminPayoutRow> findListed(long id) {
        return listed(field("p.id", Long.class).eq(id), 1).stream().findFirst();
    }

    private List<AdminPayoutRow> listed(Condition condition, int limit) {
        return statements.list(
                LISTED,
                sql ->
                        sql.select(LISTED.from("p", STATUS_OF_PROMOTER, AVAILABLE_NOW))
                                .from(table("payouts p"))
                                .join(table("accounts a"))
                                .on("a.id = p.promoter_id")
                                .where(condition)
                                .orderBy(field("p.id").desc())
                                .limit(limit));
    }

    private static Select<Record1<Long>> batched(long batch) {
        return DSL.select(PAYOUT)
                .from(table("payout_batch_payouts"))
                .where(field("batch_id", Long.class).eq(batch));
    }

    /// @param promoter restricts it to this promoter's; null for any
    Optional<PayoutRow> find(long id, @Nullable Long promoter) {
        Condition condition = new Filters().is(ID, id).is(PROMOTER, promoter).all();
        return statements
                .list(ROW, sql -> sql.select(ROW.all()).from(table("payouts")).where(condition))
                .stream()
                .findFirst();
    }

    /// Whether an account is active, and its available balance in a currency.
    @Introspected
    record Standing(boolean active, BigDecimal available) {}

    Standing standing(long promoter, String currency) {
        return statements
                .list(STANDING, sql -> sql.resultQuery(STANDING_OF, currency, promoter))
                .getFirst();
    }

    long next() {
        return statements.run(sql ->
                sql.resultQuery("select nextval(pg_get_serial_sequence('payouts', 'id'))")
                        .fetchSingle()
                        .get(0, long.class));
    }

    /// Locks a payout until the end of the transaction.
    Optional<PayoutRow> lock(long id) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(table("payouts"))
                                        .where(ID.eq(id))
                                        .forUpdate())
                .stream()
                .findFirst();
    }

    /// The sealed destination; empty for a payout that has none.
    Optional<byte[]> destination(long id) {
        return statements.run(sql ->
                sql.select(DESTINATION)
                        .from(table("payouts"))
                        .where(ID.eq(id), DESTINATION.isNotNull())
                        .fetchOptional(DESTINATION));
    }

    /// Oldest first.
    List<PayoutEventRow> history(long payout) {
        return statements.list(
                EVENT,
                sql ->
                        sql.select(EVENT.all())
                                .from(table("payout_events"))
                                .where(PAYOUT.eq(payout))
                                .orderBy(ID));
    }

    /// The columns of an event.
    static Map<Field<?>, @Nullable Object> values(PayoutEventRow event) {
        return EVENT.values(event);
    }

    static Field<String> text(String column) {
        return DSL.field(column, String.class);
    }

    static Field<Long> id(String column) {
        return DSL.field(column, Long.class);
    }

    static Field<Instant> time(String column) {
        return DSL.field(column, Instant.class);
    }
}
