package com.afftok.management.sale.integration;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about postback secrets.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SecretRepository extends GenericRepository<SecretRow, Long> {

    /// Those in force first; of the others the latest.
    @Query(
            """
            select id, mode, hint, created_at, revoked_at
              from postback_secrets
             where advertiser_id = :advertiser
             order by revoked_at is not null, id desc
             limit :most
            """)
    List<SecretRow> list(long advertiser, int most);

    @Query(
            """
            select id, mode, hint, created_at, revoked_at
              from postback_secrets
             where advertiser_id = :advertiser and id = :id
            """)
    Optional<SecretRow> find(long advertiser, long id);

    /// Keeps a secret in a slot that is free.
    ///
    /// @return its id; null if none is free, or somebody took the same one at the same time
    @Query(
            """
            insert into postback_secrets (advertiser_id, mode, slot, secret, hint)
            select :advertiser, :mode, slot, :sealed, :hint
              from generate_series(1, 2) as slot
             where not exists (
                     select from postback_secrets
                      where advertiser_id = :advertiser and mode = :mode and slot = slot.slot
                        and revoked_at is null)
             order by slot
             limit 1
            on conflict do nothing
            returning id
            """)
    @Nullable Long add(long advertiser, String mode, byte[] sealed, String hint);

    /// One that was revoked already stays as it was.
    @Query(
            """
            update postback_secrets set revoked_at = :now
             where advertiser_id = :advertiser and id = :id and revoked_at is null
            """)
    void revoke(long advertiser, long id, Instant now);
}
