package com.afftok.management.party.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UserRepository extends GenericRepository<UserRow, Long> {

    /// Inserts a user and an account that it owns, unless email, phone or username are taken.
    ///
    /// @return the id of the user, if inserted
    @Query(
            """
            with person as (
                insert into users (username, email, password_hash, phone, full_name, language)
                values (:username, :email, :passwordHash, :phone, :fullName, :language)
                on conflict do nothing
                returning id),
            account as (
                insert into accounts (kind, country, recruiter_id)
                select :role, :country, cast(:recruiter as bigint) from person
                returning id),
            owner as (
                insert into memberships (account_id, user_id, role)
                select account.id, person.id, 'owner' from account cross join person
                returning user_id)
            select user_id from owner
            """)
    List<Long> register(
            String username,
            @Nullable String email,
            @Nullable String passwordHash,
            @Nullable String phone,
            String fullName,
            String language,
            String role,
            String country,
            @Nullable Long recruiter);

    @Query("select exists (select from users where lower(email) = lower(:email))")
    boolean isEmailTaken(String email);

    /// Whether no other user has the address.
    @Query(
            """
            select not exists (select from users
                                where lower(email) = lower(:email) and id <> :id)
            """)
    boolean isFree(String email, long id);

    /// The active user with an address, whom nobody else can change until the transaction ends. It
    /// precedes every lock of a token of the user.
    @Query(
            """
            select id from users
             where lower(email) = lower(:email) and status = 'active'
               for update
            """)
    Optional<Long> lock(String email);

    @Query(
            """
            select coalesce((select true from users
                              where id = :id and version = :version and status = 'active'
                                for update), false)
            """)
    boolean lock(long id, int version);

    @Query("select id from users where id = :id for update")
    Optional<Long> lock(long id);

    @Query("select exists (select from users where phone = :phone)")
    boolean isPhoneTaken(String phone);

    @Query("select exists (select from users where lower(username) = lower(:username))")
    boolean isUsernameTaken(String username);

    @Query(
            """
            select id from accounts
             where unique_code = upper(:code) and kind = 'promoter' and status = 'active'
            """)
    Optional<Long> findRecruiter(String code);

    @Query(
            """
            select u.id, m.account_id, u.username, u.email,
                   u.email_verified_at is not null as email_verified, u.phone, u.password_hash, u.full_name,
                   u.language, a.kind as role, u.status, a.country, a.audience_countries, a.unique_code, a.points, a.level,
                   u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where lower(u.email) = lower(:email)
            """)
    Optional<UserRow> findByEmail(String email);

    @Query(
            """
            select u.id, m.account_id, u.username, u.email,
                   u.email_verified_at is not null as email_verified, u.phone, u.password_hash, u.full_name,
                   u.language, a.kind as role, u.status, a.country, a.audience_countries, a.unique_code, a.points, a.level,
                   u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.phone = :phone
            """)
    Optional<UserRow> findByPhone(String phone);

    @Query(
            """
            select u.id, m.account_id, u.username, u.email,
                   u.email_verified_at is not null as email_verified, u.phone, u.password_hash, u.full_name,
                   u.language, a.kind as role, u.status, a.country, a.audience_countries, a.unique_code, a.points, a.level,
                   u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id = :id and m.account_id = :account
            """)
    Optional<UserRow> find(long id, long account);

    @Query(
            """
            update users set password_hash = :passwordHash, version = version + 1 where id = :id
            """)
    void changePassword(long id, String passwordHash);

    /// Changes the password, unless it was changed meanwhile.
    ///
    /// @return how many were changed
    @Query(
            """
            update users set password_hash = :passwordHash, version = version + 1
             where id = :id and password_hash = :former
            """)
    int changePassword(long id, String former, String passwordHash);

    /// Replaces the hash of an unchanged password.
    @Query("update users set password_hash = :renewed where id = :id and password_hash = :hash")
    void renewHash(long id, String hash, String renewed);

    /// Changes columns of user and account whose parameters are not null.
    ///
    /// @param audienceCountries codes as a PostgreSQL array, such as `{SA,AE}`
    @Query(
            """
            with named as (
                update users
                   set full_name = coalesce(:fullName, full_name), version = version + 1
                 where id = :user)
            update accounts
               set country = coalesce(:country, country),
                   audience_countries = coalesce(cast(:audienceCountries as text[]), audience_countries),
                   version = version + 1
             where id = :account
            """)
    void changeProfile(
            long user,
            long account,
            @Nullable String fullName,
            @Nullable String country,
            @Nullable String audienceCountries);

    /// Gives the user an address that the user proved to have, unless it is another user's.
    ///
    /// @return how many were changed
    @Query(
            """
            update users
               set email = :email, email_verified_at = :now, version = version + 1
             where id = :id
               and not exists (select from users
                                where lower(email) = lower(:email) and id <> :id)
            """)
    int verifyAddress(long id, String email, Instant now);

    /// Notes a sign-in, unless the password was changed or the user banned meanwhile.
    ///
    /// @return how many were noted
    @Query(
            """
            update users set last_login_at = :now
             where id = :id and password_hash = :hash and status = 'active'
            """)
    int signedIn(long id, String hash, Instant now);

    /// Notes a sign-in by phone, unless the number was removed or the user banned meanwhile.
    ///
    /// @return how many were noted
    @Query(
            """
            update users set last_login_at = :now
             where id = :id and phone = :phone and status = 'active'
            """)
    int signedInByPhone(long id, String phone, Instant now);

    /// Gives the user a number that the user proved to have, unless it is another user's.
    ///
    /// @return how many were changed
    @Query(
            """
            update users set phone = :phone, version = version + 1
             where id = :id
               and not exists (select from users where phone = :phone and id <> :id)
            """)
    int changePhone(long id, String phone);

    /// Removes the number, unless it is the only way to sign in.
    ///
    /// @return how many were removed
    @Query(
            """
            update users set phone = null, version = version + 1
             where id = :id and phone is not null and password_hash is not null
            """)
    int removePhone(long id);

    @Query(
            """
            update accounts
               set payout_details = :sealed, payout_usable_from = :usableFrom, version = version + 1
             where id = :account
            """)
    void changePayoutDetails(long account, byte[] sealed, Instant usableFrom);

    @Query(
            """
            select id, coalesce(payout_details, cast('' as bytea)) as payout_details,
                   payout_usable_from
              from accounts
             where id = :account
            """)
    PayoutDetailsRow findPayoutDetails(long account);

    /// Changes the status of the user and of all accounts that it owns.
    @Query(
            """
            with changed as (
                update users set status = :status, version = version + 1 where id = :id)
            update accounts set status = :status, version = version + 1
             where id in (select account_id from memberships
                           where user_id = :id and role = 'owner')
            """)
    void changeStatus(long id, String status);

    /// Changes the kind of the user's account. The database refuses it while rows refer to the
    /// account as the present kind.
    @Query(
            """
            with changed as (
                update users set version = version + 1 where id = :id)
            update accounts set kind = :role, version = version + 1 where id = :account
            """)
    void changeRole(long id, long account, String role);
}
