package com.afftok.management.access.passkey;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about passkeys.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasskeyRepository extends GenericRepository<PasskeyRow, Long> {

    /// An owner of passkeys, as authenticators know it.
    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Handle(byte[] handle) {}

    @Query(
            """
            select passkey_handle as handle from users where id = :user
            union all
            select passkey_handle from admin_users where id = :admin
            """)
    Handle handle(@Nullable Long user, @Nullable Long admin);

    /// An administrator, as authenticators list it.
    @Query("select email as name, full_name as display_name from admin_users where id = :admin")
    PasskeyOptions.Name name(long admin);

    /// Locks an administrator until the transaction ends.
    @Query("select id from admin_users where id = :admin for update")
    Optional<Long> lockAdmin(long admin);

    /// Adds a passkey, unless its credential is somebody's.
    ///
    /// @return how many were added
    @Query(
            """
            insert into passkeys (user_id, admin_id, credential_id, public_key, sign_count, name, backup_eligible,
                                  backed_up, created_at)
            values (:user, :admin, :credential, :key, :count, :label, :eligible, :copied, :now)
            on conflict do nothing
            """)
    int add(
            @Nullable Long user,
            @Nullable Long admin,
            byte[] credential,
            byte[] key,
            long count,
            String label,
            boolean eligible,
            boolean copied,
            Instant now);

    @Query(
            """
            select p.id, p.user_id, p.admin_id, p.credential_id,
                   coalesce(u.passkey_handle, a.passkey_handle) as user_handle, p.public_key, p.sign_count,
                   p.name, p.backup_eligible, p.backed_up, p.created_at, p.last_used_at
              from passkeys p
              left join users u on u.id = p.user_id
              left join admin_users a on a.id = p.admin_id
             where p.credential_id = :credential
            """)
    Optional<PasskeyRow> find(byte[] credential);

    /// The passkeys of an owner, the oldest first.
    @Query(
            """
            select p.id, p.user_id, p.admin_id, p.credential_id,
                   coalesce(u.passkey_handle, a.passkey_handle) as user_handle, p.public_key, p.sign_count,
                   p.name, p.backup_eligible, p.backed_up, p.created_at, p.last_used_at
              from passkeys p
              left join users u on u.id = p.user_id
              left join admin_users a on a.id = p.admin_id
             where p.user_id = :user or p.admin_id = :admin
             order by p.id
            """)
    List<PasskeyRow> of(@Nullable Long user, @Nullable Long admin);

    /// Notes a use, unless the authenticator has counted no use since the last one.
    ///
    /// @param count of the authenticator; 0 if it doesn't count
    /// @return how many were noted
    @Query(
            """
            update passkeys set sign_count = :count, backed_up = :copied, last_used_at = :now
             where id = :passkey and (user_id = :user or admin_id = :admin)
               and (sign_count < :count or (sign_count = 0 and :count = 0))
            """)
    int used(
            long passkey,
            @Nullable Long user,
            @Nullable Long admin,
            long count,
            boolean copied,
            Instant now);

    /// Removes all of an administrator.
    ///
    /// @return how many were removed
    @Query("delete from passkeys where admin_id = :admin")
    int removeAll(long admin);

    @Query("delete from passkeys where id = :passkey and (user_id = :user or admin_id = :admin)")
    void remove(long passkey, @Nullable Long user, @Nullable Long admin);
}
