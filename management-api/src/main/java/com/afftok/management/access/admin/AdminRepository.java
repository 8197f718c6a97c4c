package com.afftok.management.access.admin;

import com.afftok.management.access.passkey.Passkeys;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about administrators.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AdminRepository extends GenericRepository<AdminRow, Long>, Passkeys.AdminHandles {

    @Query(
            """
            select id, email, full_name, password_hash, password_is_temporary, role, status,
                   exists (select from second_factors f
                            where f.admin_id = a.id and f.enrolled_at is not null) as enrolled,
                   mfa_due_at, version, created_at, last_login_at
              from admin_users a
             where lower(email) = lower(:email)
            """)
    Optional<AdminRow> findByEmail(String email);

    @Query(
            """
            select id, email, full_name, password_hash, password_is_temporary, role, status,
                   exists (select from second_factors f
                            where f.admin_id = a.id and f.enrolled_at is not null) as enrolled,
                   mfa_due_at, version, created_at, last_login_at
              from admin_users a
             where id = :id
            """)
    Optional<AdminRow> find(long id);

    /// Sets a password that the administrator must change.
    @Query(
            """
            update admin_users
               set password_hash = :passwordHash, password_is_temporary = true,
                   version = version + 1
             where id = :id
            """)
    void resetPassword(long id, String passwordHash);

    /// Replaces the hash of an unchanged password.
    @Query(
            """
            update admin_users set password_hash = :renewed
             where id = :id and password_hash = :hash
            """)
    void renewHash(long id, String hash, String renewed);

    /// Changes the password, unless it was changed meanwhile.
    ///
    /// @return how many were changed
    @Query(
            """
            update admin_users
               set password_hash = :passwordHash, password_is_temporary = false,
                   version = version + 1
             where id = :id and password_hash = :former
            """)
    int changePassword(long id, String former, String passwordHash);

    /// Notes a sign-in, unless the password was changed or the administrator disabled meanwhile.
    ///
    /// @return how many were noted
    @Query(
            """
            update admin_users set last_login_at = :now
             where id = :id and password_hash = :hash and status = 'active'
            """)
    int signedIn(long id, String hash, Instant now);

    /// Newest first.
    @Query(
            """
            select id, email, full_name, password_hash, password_is_temporary, role, status,
                   exists (select from second_factors f
                            where f.admin_id = a.id and f.enrolled_at is not null) as enrolled,
                   mfa_due_at, version, created_at, last_login_at
              from admin_users a
             where id < :before
             order by id desc
             limit :limit
            """)
    List<AdminRow> list(long before, int limit);

    /// Inserts an administrator unless the email is taken.
    ///
    /// @return how many were inserted
    @Query(
            """
            insert into admin_users (email, full_name, password_hash, password_is_temporary, role)
            values (:email, :fullName, :passwordHash, true, :role)
            on conflict do nothing
            """)
    int create(String email, String fullName, String passwordHash, String role);

    /// Locks the active super admins, so that no other transaction can disable or demote one.
    @Query(
            """
            select id from admin_users
             where role = 'super_admin' and status = 'active'
             order by id
               for update
            """)
    List<Long> lockSuperAdmins();

    @Override
    @Query(
            """
            update admin_users set passkey_handle = :candidate
             where id = :admin and passkey_handle is null
            """)
    void addPasskeyHandle(long admin, byte[] candidate);

    /// Changes the columns whose parameters are not null.
    ///
    /// @return how many were changed: none if the version is another
    @Query(
            """
            update admin_users
               set full_name = coalesce(:fullName, full_name),
                   role = coalesce(:role, role),
                   status = coalesce(:status, status),
                   version = version + 1
             where id = :id and version = :version
            """)
    int change(
            long id,
            int version,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String status);
}
