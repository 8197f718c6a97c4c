package com.afftok.management.sale.webhook;

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

/// The statements about deliveries to webhooks, which the edges make.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class DeliveryRepository implements GenericRepository<DeliveryRow, Long> {

    private static final Columns<DeliveryRow> ROW = Columns.of(DeliveryRow.class);
    private static final Field<Long> ID = field("d.id", Long.class);

    private final Statements statements;

    DeliveryRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<DeliveryRow> list(
            long account, long webhook, DeliveryController.Search search, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("d"))
                                .from(
                                        """
                                        webhook_deliveries d
                                        join webhooks w on w.id = d.webhook_id
                                        """)
                                .where(
                                        field("d.webhook_id", Long.class).eq(webhook),
                                        field("w.account_id", Long.class).eq(account),
                                        ID.lt(Cursor.before(search.cursor())))
                                .and(
                                        new Filters()
                                                .is(
                                                        field("d.status", String.class),
                                                        search.status())
                                                .all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    @Query(
            """
            select d.id, d.event, d.status, d.next_attempt_at, d.give_up_at, d.finished_at,
                   d.created_at
              from webhook_deliveries d
              join webhooks w on w.id = d.webhook_id
             where d.id = :id
               and d.webhook_id = :webhook
               and w.account_id = :account
               and w.status <> 'archived'
            """)
    abstract Optional<DeliveryRow> find(long account, long webhook, long id);

    /// The attempts at deliveries, oldest first.
    List<AttemptRow> listAttempts(List<DeliveryRow> deliveries) {
        List<Instant> made = deliveries.stream().map(DeliveryRow::createdAt).sorted().toList();
        return listAttempts(
                deliveries.stream().map(DeliveryRow::id).toList(), made.getFirst(), made.getLast());
    }

    /// The times select the partitions.
    @Query(
            """
            select delivery_id, attempt, attempted_at, duration_ms, status_code, response, error
              from webhook_attempts
             where delivery_id in (:deliveries)
               and delivery_created_at between :first and :last
             order by delivery_id, attempt
            """)
    abstract List<AttemptRow> listAttempts(List<Long> deliveries, Instant first, Instant last);
}
