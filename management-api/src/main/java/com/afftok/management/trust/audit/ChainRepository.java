package com.afftok.management.trust.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// The statements that verify the hash chain, which the database recomputes.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChainRepository extends GenericRepository<Checkpoint, Boolean> {

    @Query(
            """
            select coalesce(max(checked), 0) as checked, coalesce(max(again), 0) as again
              from audit_log_checkpoint
            """)
    Checkpoint checkpoint();

    /// The number of the newest entry, 0 if there is none.
    @Query("select coalesce(max(id), 0) from audit_log")
    long newest();

    @Query("select encode(hash, 'hex') from audit_log where id = :id")
    Optional<String> hash(long id);

    /// The first invalid one of three entries: the first, the newest and the checkpoint's.
    @Query("select audit_log_ends_broken()")
    Optional<Long> endsBroken();

    /// Recomputes a range of entries.
    @Query("select audit_log_first_broken(:first, :last)")
    Optional<Long> firstBroken(long first, long last);

    /// Moves the checkpoint, unless a concurrent verification has moved it.
    @Query(
            """
            insert into audit_log_checkpoint as c (checked, hash, again)
            values (:checked, decode(:hash, 'hex'), :again)
                on conflict (one) do update
               set checked = excluded.checked, hash = excluded.hash, again = excluded.again
             where c.checked = :checkedBefore and c.again = :againBefore
            """)
    void move(long checkedBefore, long againBefore, long checked, String hash, long again);

    /// Whether an entry still has this hash.
    @Query("select exists (select from audit_log where id = :id and encode(hash, 'hex') = :hash)")
    boolean isAsKept(long id, String hash);
}
