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

    /// All active secrets, then the latest revoked secrets.
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

    /// Inserts a secret into a free slot.
    ///
    /// @return the id of the secret; null if no slot is free, or a concurrent request has taken it
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

    /// Revokes an active secret; a revoked secret remains unchanged.
    @Query(
            """
            update postback_secrets set revoked_at = :now
             where advertiser_id = :advertiser and id = :id and revoked_at is null
            """)
    void revoke(long advertiser, long id, Instant now);
}
