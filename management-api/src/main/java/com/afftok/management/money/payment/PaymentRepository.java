package com.afftok.management.money.payment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AdminId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/// The statements about payments of advertisers.
@Singleton
final class PaymentRepository {

    private static final Columns<PaymentRow> ROW = Columns.of(PaymentRow.class);
    private static final Field<Long> ENTRY =
            field(
                            """
                            (select e.id from ledger_entries e
                              where e.advertiser_id = a.advertiser_id and e.event_key = 'payment:' || a.id)
                            """,
                            Long.class)
                    .as("entry_id");
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<String> REFERENCE = field("reference", String.class);
    private static final Field<Instant> REVERSED_AT = field("reversed_at", Instant.class);

    private static final String IS_ADVERTISER =
            "select exists (select from accounts where id = ? and kind = 'advertiser')";

    /// Waits for a concurrent payment with the same reference, and returns nothing if it commits.
    private static final String INSERT =
            """
            insert into advertiser_payments (
                advertiser_id, amount, currency, reference, received_at, memo, recorded_by)
            values (?, ?, ?, ?, cast(? as timestamptz), ?, ?)
                on conflict (advertiser_id, reference) where reversed_at is null do nothing
            returning id
            """;

    private static final String REVERSE =
            """
            update advertiser_payments
               set reversed_at = now(), reversed_by = ?, reversal_reason = ?
             where id = ? and reversed_at is null
            """;

    private final Statements statements;

    PaymentRepository(Statements statements) {
        this.statements = statements;
    }

    boolean isAdvertiser(long account) {
        return statements.run(
                sql -> sql.resultQuery(IS_ADVERTISER, account).fetchSingle().get(0, boolean.class));
    }

    /// Empty if the advertiser has a payment with this reference.
    Optional<Long> insert(PaymentRequest payment, AdminId by) {
        return statements.run(sql ->
                sql.fetchOptional(
                                INSERT,
                                payment.accountId(),
                                payment.amount(),
                                payment.currency(),
                                payment.reference(),
                                payment.receivedAt(),
                                payment.memo(),
                                by.value())
                        .map(row -> row.get(0, long.class)));
    }

    Optional<PaymentRow> find(long id) {
        return find(ID.eq(id));
    }

    /// The last payment with a reference.
    Optional<PaymentRow> find(long advertiser, String reference) {
        return find(ADVERTISER.eq(advertiser).and(REFERENCE.eq(reference)));
    }

    private Optional<PaymentRow> find(Condition condition) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.from("a", ENTRY))
                                        .from(table("advertiser_payments a"))
                                        .where(condition)
                                        .orderBy(ID.desc())
                                        .limit(1))
                .stream()
                .findFirst();
    }

    /// Takes it back.
    ///
    /// @return none if it was taken back before
    int reverse(long id, String reason, AdminId by) {
        return statements.run(sql -> sql.execute(REVERSE, by.value(), reason, id));
    }

    /// Newest first.
    List<PaymentRow> list(PaymentSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(ADVERTISER, search.accountId())
                        .is(field("currency", String.class), search.currency())
                        .is(REFERENCE, search.reference())
                        .with(
                                search.reversed(),
                                reversed ->
                                        Boolean.parseBoolean(reversed)
                                                ? REVERSED_AT.isNotNull()
                                                : REVERSED_AT.isNull())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("a", ENTRY))
                                .from(table("advertiser_payments a"))
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }
}
