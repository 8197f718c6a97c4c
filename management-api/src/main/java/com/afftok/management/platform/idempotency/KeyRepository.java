package com.afftok.management.platform.idempotency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeyRepository extends GenericRepository<KeyRow, String> {

    /// Acquires a key that is new, expired, or held for too long by the same request without a
    /// write: 1 for the request that acquired it, 0 for all others.
    @Query(
            """
            insert into idempotency_keys as k (owner, key, request_hash, created_at)
            values (:owner, :key, decode(:hash, 'hex'), :now)
                on conflict (owner, key) do update
               set request_hash = excluded.request_hash, used = false, status = null, body = null,
                   created_at = excluded.created_at
             where k.created_at < :forgotten
                or (not k.used and k.status is null and k.created_at < :lost
                    and k.request_hash = excluded.request_hash)
            """)
    int take(String owner, String key, String hash, Instant now, Instant forgotten, Instant lost);

    /// Marks the key as used, in the transaction of the work; returns 1 once.
    @Query(
            """
            update idempotency_keys set used = true
             where owner = :owner and key = :key and created_at = :taken
               and not used and status is null
            """)
    int use(String owner, String key, Instant taken);

    @Query(
            """
            select request_hash = decode(:hash, 'hex') as same, used, status, body
              from idempotency_keys
             where owner = :owner and key = :key
            """)
    Optional<KeyRow> find(String owner, String key, String hash);

    /// Stores the answer, which is a refusal if nothing was written.
    ///
    /// @return 1, or 0 if such an answer is not stored or another request holds the key
    @Query(
            """
            update idempotency_keys set status = :status, body = :body
             where owner = :owner and key = :key and created_at = :taken
               and (used or :status >= 400)
            """)
    int keep(String owner, String key, Instant taken, int status, @Nullable String body);

    /// Releases a key unless it was used. It waits for a transaction that is about to use it.
    @Query(
            """
            delete from idempotency_keys
             where owner = :owner and key = :key and created_at = :taken
               and not used and status is null
            """)
    void release(String owner, String key, Instant taken);

    @Query("delete from idempotency_keys where created_at < :before")
    void forget(Instant before);
}
