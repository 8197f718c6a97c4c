package com.afftok.management.webhook;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about what is sent to webhooks; the edges send it.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeliveryRepository extends GenericRepository<DeliveryRow, Long> {

    /// Newest first; of any status if that is null.
    @Query(
            """
            select d.id, o.event, d.status, d.next_attempt_at, d.give_up_at, d.finished_at,
                   d.created_at
              from webhook_deliveries d
              join outbox o on o.id = d.outbox_id
              join webhooks w on w.id = d.webhook_id
             where d.webhook_id = :webhook
               and w.account_id = :account
               and d.id < :before
               and (cast(:status as text) is null or d.status = :status)
             order by d.id desc
             limit :most
            """)
    List<DeliveryRow> list(
            long account, long webhook, @Nullable String status, long before, int most);

    @Query(
            """
            select d.id, o.event, d.status, d.next_attempt_at, d.give_up_at, d.finished_at,
                   d.created_at
              from webhook_deliveries d
              join outbox o on o.id = d.outbox_id
              join webhooks w on w.id = d.webhook_id
             where d.id = :id
               and d.webhook_id = :webhook
               and w.account_id = :account
               and w.status <> 'archived'
            """)
    Optional<DeliveryRow> find(long account, long webhook, long id);

    /// In their order.
    @Query(
            """
            select delivery_id, attempt, attempted_at, duration_ms, status_code, response, error
              from webhook_attempts
             where delivery_id in (:deliveries)
             order by delivery_id, attempt
            """)
    List<AttemptRow> listAttempts(List<Long> deliveries);
}
