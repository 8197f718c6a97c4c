package com.afftok.management.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements about the log; number, time and hashes are the database's.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditRow, Long> {

    @Query(
            """
            insert into audit_log (actor_kind, actor_id, action, object_type, object_id,
                                   old_value, new_value, request_id, ip_address, user_agent)
            values (:actorKind, :actorId, :action, :objectType, :objectId,
                    cast(:oldValue as jsonb), cast(:newValue as jsonb), :requestId,
                    cast(:ipAddress as inet), :userAgent)
            """)
    void add(
            String actorKind,
            @Nullable Long actorId,
            String action,
            String objectType,
            String objectId,
            @Nullable String oldValue,
            @Nullable String newValue,
            @Nullable String requestId,
            @Nullable String ipAddress,
            @Nullable String userAgent);

    /// The number of the newest entry, 0 if there is none; numbers have no gaps.
    @Query("select coalesce(max(id), 0) from audit_log")
    long newest();

    /// Entries from before one number and from another on, newest first; of a filter that is null,
    /// all.
    @Query(
            """
            select l.id, l.at, l.actor_kind, l.actor_id, a.email as actor_email, l.action,
                   l.object_type, l.object_id, cast(l.old_value as text) as old_value,
                   cast(l.new_value as text) as new_value, l.request_id,
                   host(l.ip_address) as ip_address, l.user_agent
              from audit_log l
              left join admin_users a on l.actor_kind = 'admin' and a.id = l.actor_id
             where l.id < :before
               and l.id >= :floor
               and (cast(:actor as bigint) is null
                    or (l.actor_kind = 'admin' and l.actor_id = cast(:actor as bigint)))
               and (cast(:action as text) is null or l.action = :action)
               and (cast(:objectType as text) is null or l.object_type = :objectType)
               and (cast(:objectId as text) is null or l.object_id = :objectId)
               and (cast(:from as timestamptz) is null or l.at >= cast(:from as timestamptz))
               and (cast(:to as timestamptz) is null or l.at < cast(:to as timestamptz))
               and (cast(:search as text) is null
                    or position(lower(:search) in lower(concat_ws(' ', l.action, l.object_type,
                           l.object_id, cast(l.old_value as text), cast(l.new_value as text)))) > 0)
             order by l.id desc
             limit :limit
            """)
    List<AuditRow> list(
            long before,
            long floor,
            @Nullable Long actor,
            @Nullable String action,
            @Nullable String objectType,
            @Nullable String objectId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String search,
            int limit);
}
