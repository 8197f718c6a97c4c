package com.afftok.management.party.user;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.CallerGone;
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

    /// Adds a user without an account, whose address is confirmed.
    ///
    /// @return none if the address or the name is taken
    @Query(
            """
            insert into users (username, email, email_verified_at, password_hash, full_name, language)
            values (:username, :email, :now, :passwordHash, :fullName, :language)
            on conflict do nothing
            """)
    int addConfirmed(
            String username,
            String email,
            Instant now,
            String passwordHash,
            String fullName,
            String language);

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
            select id, username, email, email_verified_at is not null as email_verified,
                   password_hash, status, language
              from users
             where lower(email) = lower(:email)
            """)
    Optional<PersonRow> findPerson(String email);

    @Query(
            """
            select id, username, email, email_verified_at is not null as email_verified,
                   password_hash, status, language
              from users
             where id = :id
            """)
    Optional<PersonRow> findPerson(long id);

    @Query(
            """
            select id, username, email, email_verified_at is not null as email_verified,
                   password_hash, status, language
              from users
             where phone = :phone
            """)
    Optional<PersonRow> findPersonByPhone(String phone);

    /// The user in an account of which it is a member.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email,
                   u.email_verified_at is not null as email_verified, u.phone, u.password_hash, u.full_name,
                   u.language, a.kind as role, m.role as member_role, u.status, a.country,
                   a.audience_countries, a.unique_code, a.points, a.level, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id = :id and m.account_id = :account
            """)
    Optional<UserRow> find(long id, long account);

    /// A caller who is still a member of the account.
    default UserRow present(Caller.User caller) {
        return find(caller.user().value(), caller.account().value()).orElseThrow(CallerGone::new);
    }

    /// The same, whom nobody else can change until the transaction ends.
    default UserRow locked(Caller.User caller) {
        lock(caller.user().value());
        return present(caller);
    }

    /// The user in the account that it used last, among those that are active.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email,
                   u.email_verified_at is not null as email_verified, u.phone, u.password_hash, u.full_name,
                   u.language, a.kind as role, m.role as member_role, u.status, a.country,
                   a.audience_countries, a.unique_code, a.points, a.level, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id = :id and a.status = 'active'
             order by m.last_used_at desc nulls last, m.created_at, m.account_id
             limit 1
            """)
    Optional<UserRow> findInLatest(long id);

    /// The accounts that a user may act for, the oldest membership first.
    @Query(
            """
            select a.id, a.kind, a.name, a.unique_code, a.status, m.role
              from memberships m
              join accounts a on a.id = m.account_id
             where m.user_id = :id
             order by m.created_at, a.id
            """)
    List<MembershipRow> memberships(long id);

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

    @Query(
            """
            update users set full_name = :fullName, version = version + 1
             where id = :user and status <> 'closed'
            """)
    void rename(long user, String fullName);

    /// Changes the columns of an account whose parameters are not null.
    ///
    /// @param audienceCountries codes as a PostgreSQL array, such as `{SA,AE}`
    @Query(
            """
            update accounts
               set country = coalesce(:country, country),
                   audience_countries = coalesce(cast(:audienceCountries as text[]), audience_countries),
                   version = version + 1
             where id = :account and status <> 'closed'
            """)
    void changeCountries(
            long account, @Nullable String country, @Nullable String audienceCountries);

    /// Changes the columns of an account whose parameters are not null, unless the version is
    /// outdated.
    ///
    /// @param audienceCountries codes as a PostgreSQL array, such as `{SA,AE}`
    /// @return how many were changed
    @Query(
            """
            update accounts
               set name = coalesce(:name, name), country = coalesce(:country, country),
                   audience_countries = coalesce(cast(:audienceCountries as text[]), audience_countries),
                   version = version + 1
             where id = :account and version = :version and status <> 'closed'
            """)
    int changeAccount(
            long account,
            int version,
            @Nullable String name,
            @Nullable String country,
            @Nullable String audienceCountries);

    /// Gives the user an address that the user proved to have, unless it is another user's.
    ///
    /// @return how many were changed
    @Query(
            """
            update users
               set email = :email, email_verified_at = :now, version = version + 1
             where id = :id and status <> 'closed'
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

    /// Notes a sign-in at a provider, unless the identity was removed or the user banned meanwhile.
    ///
    /// @return how many were noted
    @Query(
            """
            update users set last_login_at = :now
             where id = :id and status = 'active'
               and exists (select from identities where id = :identity and user_id = :id)
            """)
    int signedInByIdentity(long id, long identity, Instant now);

    /// Notes a sign-in with a passkey, unless it was removed or the user banned meanwhile.
    ///
    /// @return how many were noted
    @Query(
            """
            update users set last_login_at = :now
             where id = :id and status = 'active'
               and exists (select from passkeys where id = :passkey and user_id = :id)
            """)
    int signedInByPasskey(long id, long passkey, Instant now);

    /// Gives a user a handle in passkeys, unless it has one.
    @Query(
            """
            update users set passkey_handle = :candidate
             where id = :id and passkey_handle is null
            """)
    void addPasskeyHandle(long id, byte[] candidate);

    /// Gives the user a number that the user proved to have, unless it is another user's.
    ///
    /// @return how many were changed
    @Query(
            """
            update users set phone = :phone, version = version + 1
             where id = :id and status <> 'closed'
               and not exists (select from users where phone = :phone and id <> :id)
            """)
    int changePhone(long id, String phone);

    @Query("update users set phone = null, version = version + 1 where id = :id")
    void removePhone(long id);

    @Query(
            """
            update accounts
               set payout_details = :sealed, payout_usable_from = :usableFrom, version = version + 1
             where id = :account and status <> 'closed'
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

    /// The accounts that a user owns, which nobody else can change until the transaction ends.
    @Query(
            """
            select a.id
              from accounts a
              join memberships m on m.account_id = a.id
             where m.user_id = :id and m.role = 'owner'
             order by a.id
               for update of a
            """)
    List<Long> lockOwned(long id);

    /// Bans a user, and the accounts that it owns: a second owner must not keep them going. It
    /// follows [#lockOwned].
    @Query(
            """
            with changed as (
                update users set status = 'banned', version = version + 1 where id = :id)
            update accounts set status = 'banned', version = version + 1
             where status = 'active'
               and id in (select account_id from memberships
                           where user_id = :id and role = 'owner')
            """)
    void ban(long id);

    /// Activates a user, and the banned accounts that it owns, except those with another owner who
    /// is banned. It follows [#lockOwned].
    @Query(
            """
            with changed as (
                update users set status = 'active', version = version + 1 where id = :id)
            update accounts a set status = 'active', version = version + 1
             where a.status = 'banned'
               and a.id in (select account_id from memberships
                             where user_id = :id and role = 'owner')
               and not exists (select from memberships m
                                 join users u on u.id = m.user_id
                                where m.account_id = a.id and m.role = 'owner'
                                  and u.id <> :id and u.status <> 'active')
            """)
    void activate(long id);

    /// Changes the kind of an account that the user owns. The database refuses it while rows refer
    /// to the account as the present kind.
    @Query(
            """
            with changed as (
                update users set version = version + 1 where id = :id)
            update accounts set kind = :role, version = version + 1 where id = :account
            """)
    void changeRole(long id, long account, String role);
}
