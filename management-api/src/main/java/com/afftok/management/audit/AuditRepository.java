package com.afftok.management.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import org.jspecify.annotations.Nullable;

/// The statements about the log; number, time and hashes are the database's.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditRow, Long> {

    @Query(
            """
            insert into audit_log (actor_kind, actor_id, action, object_type, object_id,
                                   old_value, new_value, request_id)
            values (:actorKind, :actorId, :action, :objectType, :objectId,
                    cast(:oldValue as jsonb), cast(:newValue as jsonb), :requestId)
            """)
    void add(
            String actorKind,
            @Nullable Long actorId,
            String action,
            String objectType,
            String objectId,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String requestId);
}
