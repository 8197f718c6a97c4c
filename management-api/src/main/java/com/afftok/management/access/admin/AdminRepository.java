package com.afftok.management.access.admin;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about administrators and their second factor.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AdminRepository extends GenericRepository<AdminRow, Long> {

    @Query(
            """
            select id, email, full_name, password_hash, role, status,
                   coalesce(totp_secret, cast('' as bytea)) as totp_secret, totp_enrolled_at,
                   version, created_at, last_login_at
              from admin_users
             where lower(email) = lower(:email)
            """)
    Optional<AdminRow> findByEmail(String email);

    @Query(
            """
            select id, email, full_name, password_hash, role, status,
                   coalesce(totp_secret, cast('' as bytea)) as totp_secret, totp_enrolled_at,
                   version, created_at, last_login_at
              from admin_users
             where id = :id
            """)
    Optional<AdminRow> find(long id);

    @Query(
            """
            update admin_users set password_hash = :passwordHash, version = version + 1
             where id = :id
            """)
    void changePassword(long id, String passwordHash);

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
            update admin_users set password_hash = :passwordHash, version = version + 1
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

    /// Begins an enrolment, unless a second factor is active.
    ///
    /// @return how many were begun
    @Query(
            """
            update admin_users
               set totp_secret = :secret, totp_last_step = null, version = version + 1
             where id = :id and totp_enrolled_at is null
            """)
    int openEnrolment(long id, byte[] secret);

    /// Activates the second factor.
    ///
    /// @param secret for which a code was proven
    /// @return how many were activated: none if one is active, or the secret was replaced meanwhile
    @Query(
            """
            update admin_users set totp_enrolled_at = :now, version = version + 1
             where id = :id and totp_enrolled_at is null and totp_secret = :secret
            """)
    int enrol(long id, byte[] secret, Instant now);

    @Query(
            """
            update admin_users
               set totp_secret = null, totp_enrolled_at = null, totp_last_step = null,
                   version = version + 1
             where id = :id
            """)
    void dismiss(long id);

    /// Marks a time step and all earlier ones as used.
    ///
    /// @return how many were marked: none if it was used before
    @Query(
            """
            update admin_users set totp_last_step = :step
             where id = :id and (totp_last_step is null or totp_last_step < :step)
            """)
    int useStep(long id, long step);

    @Query("delete from admin_recovery_codes where admin_id = :id")
    void deleteRecoveryCodes(long id);

    @Query("insert into admin_recovery_codes (admin_id, code_hash) values (:id, :hash)")
    void addRecoveryCode(long id, byte[] hash);

    /// Uses a recovery code.
    ///
    /// @return how many were used: none if it does not exist or was used before
    @Query(
            """
            update admin_recovery_codes set used_at = :now
             where admin_id = :id and code_hash = :hash and used_at is null
            """)
    int useRecoveryCode(long id, byte[] hash, Instant now);

    /// Newest first.
    @Query(
            """
            select id, email, full_name, password_hash, role, status,
                   coalesce(totp_secret, cast('' as bytea)) as totp_secret, totp_enrolled_at,
                   version, created_at, last_login_at
              from admin_users
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
            insert into admin_users (email, full_name, password_hash, role)
            values (:email, :fullName, :passwordHash, :role)
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
