package com.afftok.management.idempotency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about idempotency keys.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeyRepository extends GenericRepository<KeyRow, String> {

    /// Takes a key that is new, or so old that it is forgotten: 1 for the one who got it, 0 for all
    /// who didn't.
    @Query(
            """
            insert into idempotency_keys (owner, key, request_hash, created_at)
            values (:owner, :key, decode(:hash, 'hex'), :now)
                on conflict (owner, key) do update
               set request_hash = excluded.request_hash, status = null, body = null,
                   created_at = excluded.created_at
             where idempotency_keys.created_at < :forgotten
            """)
    int take(String owner, String key, String hash, Instant now, Instant forgotten);

    @Query(
            """
            select request_hash = decode(:hash, 'hex') as same, status, body, created_at
              from idempotency_keys
             where owner = :owner and key = :key
            """)
    Optional<KeyRow> find(String owner, String key, String hash);

    @Query(
            """
            update idempotency_keys set status = :status, body = :body
             where owner = :owner and key = :key
            """)
    void keep(String owner, String key, int status, @Nullable String body);

    @Query("delete from idempotency_keys where owner = :owner and key = :key")
    void release(String owner, String key);

    @Query("delete from idempotency_keys where created_at < :before")
    void forget(Instant before);
}
