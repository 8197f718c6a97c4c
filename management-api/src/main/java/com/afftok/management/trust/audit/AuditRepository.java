package com.afftok.management.trust.audit;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about the log; the database sets number, time and hashes.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class AuditRepository implements GenericRepository<AuditRow, Long> {

    private static final Columns<AuditRow> ROW = Columns.of(AuditRow.class);
    private static final Field<Long> ID = field("l.id", Long.class);
    private static final Field<Instant> AT = field("l.at", Instant.class);
    private static final String CONTAINS =
            """
            position(lower({0}) in lower(concat_ws(' ', l.action, l.object_type, l.object_id,
                     cast(l.old_value as text), cast(l.new_value as text)))) > 0
            """;

    private final Statements statements;

    AuditRepository(Statements statements) {
        this.statements = statements;
    }

    @Query(
            """
            insert into audit_log (actor_kind, actor_id, action, object_type, object_id,
                                   old_value, new_value, request_id, ip_address, user_agent)
            values (:actorKind, :actorId, :action, :objectType, :objectId,
                    cast(:oldValue as jsonb), cast(:newValue as jsonb), :requestId,
                    cast(:ipAddress as inet), :userAgent)
            """)
    abstract void add(
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
    abstract long newest();

    /// Entries below one number and from another on, newest first.
    List<AuditRow> list(AuditSearch search, long before, long floor, int limit) {
        Filters filters =
                new Filters()
                        .with(
                                search.actor(),
                                actor ->
                                        condition("l.actor_kind = 'admin'")
                                                .and(
                                                        field("l.actor_id", Long.class)
                                                                .eq(actor.value())))
                        .is(field("l.action", String.class), search.action())
                        .is(field("l.object_type", String.class), search.objectType())
                        .is(field("l.object_id", String.class), search.objectId())
                        .with(search.from(), from -> AT.ge(from))
                        .with(search.to(), to -> AT.lt(to))
                        .with(search.search(), text -> condition(CONTAINS, val(text)));
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "l",
                                                text("a.email", "actor_email"),
                                                text("cast(l.old_value as text)", "old_value"),
                                                text("cast(l.new_value as text)", "new_value"),
                                                text("host(l.ip_address)", "ip_address")))
                                .from(
                                        """
                                        audit_log l
                                        left join admin_users a
                                          on l.actor_kind = 'admin' and a.id = l.actor_id
                                        """)
                                .where(ID.lt(before), ID.ge(floor))
                                .and(filters.all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    private static Field<String> text(String expression, String name) {
        return field(expression, String.class).as(name);
    }
}
