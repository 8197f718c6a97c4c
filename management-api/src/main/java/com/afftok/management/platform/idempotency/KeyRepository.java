package com.afftok.management.platform.idempotency;

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

    /// Takes a key that is new, or so old that it is forgotten, or that the same request has held
    /// for too long without writing anything: 1 for the one who got it, 0 for all who didn't.
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

    /// Notes that what the request writes is there: in that transaction, and 1 once.
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

    /// Keeps the answer, which is a refusal where nothing was written.
    ///
    /// @return 1, or 0 if the answer is none of its kind or the key is held by another request
    @Query(
            """
            update idempotency_keys set status = :status, body = :body
             where owner = :owner and key = :key and created_at = :taken
               and (used or :status >= 400)
            """)
    int keep(String owner, String key, Instant taken, int status, @Nullable String body);

    /// Gives a key back, once a transaction that is about to use it has ended, unless it was used.
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
