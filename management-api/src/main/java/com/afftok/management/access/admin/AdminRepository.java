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

    /// Keeps another hash of the same password, unless the password was changed meanwhile.
    @Query(
            """
            update admin_users set password_hash = :renewed
             where id = :id and password_hash = :hash
            """)
    void renewHash(long id, String hash, String renewed);

    @Query("update admin_users set last_login_at = :now where id = :id")
    void signedIn(long id, Instant now);

    /// Opens an enrolment, unless one is in force.
    ///
    /// @return how many were opened
    @Query(
            """
            update admin_users
               set totp_secret = :secret, totp_last_step = null, version = version + 1
             where id = :id and totp_enrolled_at is null
            """)
    int openEnrolment(long id, byte[] secret);

    /// Has the second factor asked for from now on.
    ///
    /// @param secret the one that a code was proven of
    /// @return how many are in force now that were not: none if there is another secret by now
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

    /// Takes a time step as used, and with it all before.
    ///
    /// @return how many were taken: none if it was used already
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

    /// Uses a recovery code up.
    ///
    /// @return how many were used: none if there is no such code, or it was used already
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

    /// Makes an administrator, or none if the email is somebody's.
    ///
    /// @return how many were made
    @Query(
            """
            insert into admin_users (email, full_name, password_hash, role)
            values (:email, :fullName, :passwordHash, :role)
            on conflict do nothing
            """)
    int create(String email, String fullName, String passwordHash, String role);

    /// The active super admins, of whom none goes before the transaction ends but by its own hand.
    @Query(
            """
            select id from admin_users
             where role = 'super_admin' and status = 'active'
             order by id
               for update
            """)
    List<Long> lockSuperAdmins();

    /// Changes what is not null.
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
