package com.afftok.management.money.payout.provider;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about payouts that providers pay.
@Singleton
final class SendRepository {

    private static final Columns<SendRow> ROW = Columns.of(SendRow.class);
    private static final Field<Long> PAYOUT = field("payout_id", Long.class);

    /// With the payout locked, and how its account stands.
    private static final String LOCK =
            """
            select p.status, a.status = 'active', p.destination is not null
              from payouts p
              join accounts a on a.id = p.promoter_id
             where p.id = ?
               for update of p
            """;

    private static final String BEGIN =
            """
            insert into payout_sends (payout_id, provider, next_at, sent_by, created_at)
            values (?, ?, cast(? as timestamptz), ?, cast(? as timestamptz))
                on conflict (payout_id) do update
               set provider = excluded.provider, status = 'waiting', asked = 0, next_at = excluded.next_at,
                   last_answer = null, sent_by = excluded.sent_by
            """;

    /// The wait doubles with each request: 10 seconds, 20, 40, and so on.
    private static final String LEASE =
            """
            update payout_sends
               set asked = asked + 1,
                   next_at = cast(? as timestamptz) + interval '10 seconds' * power(2, least(asked, 10))
             where payout_id = (select payout_id from payout_sends
                                 where status = 'waiting' and next_at <= cast(? as timestamptz)
                                 order by next_at limit 1
                                   for update skip locked)
            returning payout_id, provider, status, asked, next_at, last_answer, sent_by, created_at
            """;

    private static final String PAYMENT =
            "select status, net, currency, destination from payouts where id = ?";

    private static final String KEEP =
            """
            update payout_sends
               set status = ?, last_answer = ?, next_at = case ? when 'waiting' then next_at end
             where payout_id = ?
            """;

    private final Statements statements;

    SendRepository(Statements statements) {
        this.statements = statements;
    }

    /// A locked payout that may be sent.
    record Sendable(String status, boolean active, boolean hasDestination) {}

    /// What is sent of a payout, with its sealed destination.
    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record Sent(String status, BigDecimal net, String currency, byte[] destination) {}

    /// Newest first.
    List<SendRow> list(SendSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(field("status", String.class), search.status())
                        .with(Cursor.id(search.cursor()), PAYOUT::lt)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("payout_sends"))
                                .where(condition)
                                .orderBy(PAYOUT.desc())
                                .limit(limit));
    }

    Optional<SendRow> find(long payout) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(table("payout_sends"))
                                        .where(PAYOUT.eq(payout)))
                .stream()
                .findFirst();
    }

    Optional<Sendable> lock(long payout) {
        return statements.run(sql ->
                sql.resultQuery(LOCK, payout).fetch().stream()
                        .findFirst()
                        .map(row ->
                                new Sendable(
                                        row.get(0, String.class),
                                        row.get(1, boolean.class),
                                        row.get(2, boolean.class))));
    }

    /// Puts the request about a locked payout into the work of the sender.
    void begin(long payout, String provider, long admin, Instant now) {
        statements.run(sql -> sql.execute(BEGIN, payout, provider, now, admin, now));
    }

    /// The next request that is due, counted as made, so that a crash neither loses it nor repeats
    /// it at once.
    Optional<SendRow> lease(Instant now) {
        return statements.list(ROW, sql -> sql.resultQuery(LEASE, now, now)).stream().findFirst();
    }

    Sent payment(long payout) {
        return statements.run(sql -> {
            var row = sql.resultQuery(PAYMENT, payout).fetchSingle();
            return new Sent(
                    row.get(0, String.class),
                    row.get(1, BigDecimal.class),
                    row.get(2, String.class),
                    row.get(3, byte[].class));
        });
    }

    /// Keeps the answer to a request.
    void keep(long payout, String status, @Nullable String answer) {
        statements.run(sql -> sql.execute(KEEP, status, answer, status, payout));
    }
}
