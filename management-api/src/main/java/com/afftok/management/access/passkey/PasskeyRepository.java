package com.afftok.management.access.passkey;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The statements about passkeys.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasskeyRepository extends GenericRepository<PasskeyRow, Long> {

    /// A user, as authenticators know it.
    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Handle(byte[] handle) {}

    @Query("select passkey_handle as handle from users where id = :owner")
    Handle handle(long owner);

    /// Adds a passkey, unless its credential is somebody's.
    ///
    /// @return how many were added
    @Query(
            """
            insert into passkeys (user_id, credential_id, public_key, sign_count, name, backup_eligible, backed_up,
                                  created_at)
            values (:owner, :credential, :key, :count, :label, :eligible, :copied, :now)
            on conflict do nothing
            """)
    int add(
            long owner,
            byte[] credential,
            byte[] key,
            long count,
            String label,
            boolean eligible,
            boolean copied,
            Instant now);

    @Query(
            """
            select p.id, p.user_id, p.credential_id, u.passkey_handle as user_handle, p.public_key, p.sign_count,
                   p.name, p.backup_eligible, p.backed_up, p.created_at, p.last_used_at
              from passkeys p
              join users u on u.id = p.user_id
             where p.credential_id = :credential
            """)
    Optional<PasskeyRow> find(byte[] credential);

    /// The passkeys of a user, the oldest first.
    @Query(
            """
            select p.id, p.user_id, p.credential_id, u.passkey_handle as user_handle, p.public_key, p.sign_count,
                   p.name, p.backup_eligible, p.backed_up, p.created_at, p.last_used_at
              from passkeys p
              join users u on u.id = p.user_id
             where p.user_id = :owner
             order by p.id
            """)
    List<PasskeyRow> of(long owner);

    /// Notes a use, unless the authenticator has counted no use since the last one.
    ///
    /// @param count of the authenticator; 0 if it doesn't count
    /// @return how many were noted
    @Query(
            """
            update passkeys set sign_count = :count, backed_up = :copied, last_used_at = :now
             where id = :passkey and user_id = :owner
               and (sign_count < :count or (sign_count = 0 and :count = 0))
            """)
    int used(long passkey, long owner, long count, boolean copied, Instant now);

    @Query("delete from passkeys where id = :passkey and user_id = :owner")
    void remove(long passkey, long owner);
}
