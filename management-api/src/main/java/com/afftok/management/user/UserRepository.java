package com.afftok.management.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about users.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UserRepository extends GenericRepository<UserRow, Long> {

    /// Makes a user, or none if email or username are somebody's.
    ///
    /// @return how many were made
    @Query(
            """
            insert into users (username, email, password_hash, full_name, role, country, recruiter_id)
            values (:username, :email, :passwordHash, :fullName, :role, :country, :recruiter)
            on conflict do nothing
            """)
    int register(
            String username,
            String email,
            String passwordHash,
            String fullName,
            String role,
            String country,
            @Nullable Long recruiter);

    @Query("select exists (select from users where lower(email) = lower(:email))")
    boolean isEmailTaken(String email);

    @Query("select exists (select from users where lower(username) = lower(:username))")
    boolean isUsernameTaken(String username);

    @Query(
            """
            select id from users
             where unique_code = upper(:code) and role = 'promoter' and status = 'active'
            """)
    Optional<Long> findRecruiter(String code);

    @Query(
            """
            select id, username, email, password_hash, full_name, role, status, country,
                   audience_countries, unique_code, points, level, last_login_at
              from users
             where lower(email) = lower(:email)
            """)
    Optional<UserRow> findByEmail(String email);

    @Query(
            """
            select id, username, email, password_hash, full_name, role, status, country,
                   audience_countries, unique_code, points, level, last_login_at
              from users
             where id = :id
            """)
    Optional<UserRow> find(long id);

    @Query(
            """
            update users set password_hash = :passwordHash, version = version + 1 where id = :id
            """)
    void changePassword(long id, String passwordHash);

    /// Keeps another hash of the same password, unless the password was changed meanwhile.
    @Query("update users set password_hash = :renewed where id = :id and password_hash = :hash")
    void renewHash(long id, String hash, String renewed);

    /// Changes what is not null.
    ///
    /// @param audienceCountries codes as the database writes a list, such as `{SA,AE}`
    @Query(
            """
            update users
               set full_name = coalesce(:fullName, full_name),
                   country = coalesce(:country, country),
                   audience_countries = coalesce(cast(:audienceCountries as text[]), audience_countries),
                   version = version + 1
             where id = :id
            """)
    void changeProfile(
            long id,
            @Nullable String fullName,
            @Nullable String country,
            @Nullable String audienceCountries);

    @Query("update users set last_login_at = :now where id = :id")
    void signedIn(long id, Instant now);

    @Query(
            """
            update users
               set payout_details = :sealed, payout_usable_from = :usableFrom, version = version + 1
             where id = :id
            """)
    void changePayoutDetails(long id, byte[] sealed, Instant usableFrom);

    @Query(
            """
            select id, coalesce(payout_details, cast('' as bytea)) as payout_details,
                   payout_usable_from
              from users
             where id = :id
            """)
    PayoutDetailsRow findPayoutDetails(long id);

    @Query("update users set status = :status, version = version + 1 where id = :id")
    void changeStatus(long id, String status);

    /// Refused while anything refers to the user in the role of before.
    @Query("update users set role = :role, version = version + 1 where id = :id")
    void changeRole(long id, String role);
}
