package com.afftok.management.access.key;

import com.afftok.management.access.AddedWayIn;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about API keys.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeyRepository extends GenericRepository<ApiKeyRow, Long>, AddedWayIn {

    @Override
    @Query("delete from api_keys where user_id = :user")
    void removeAll(long user);

    /// The statement that every request with a key runs.
    @Query(
            """
            select k.id, k.account_id, k.user_id, k.scopes, k.secret_hash, k.expires_at, k.last_used_at,
                   c.kind, m.role as member_role,
                   u.status = 'active' and c.status = 'active' as enabled
              from api_keys k
              join users u on u.id = k.user_id
              join accounts c on c.id = k.account_id
              join memberships m on m.account_id = k.account_id and m.user_id = k.user_id
             where k.id = :key
            """)
    Optional<PresentedKeyRow> findPresented(long key);

    /// Notes a use, unless one was noted since a time.
    @Query(
            """
            update api_keys set last_used_at = :now
             where id = :key and account_id = :account
               and (last_used_at is null or last_used_at < :since)
            """)
    void use(long account, long key, Instant now, Instant since);

    /// Inserts a key.
    ///
    /// @param granted its scopes, in the notation of an array
    /// @return its id
    @Query(
            """
            insert into api_keys (account_id, user_id, name, scopes, secret_hash, created_at, expires_at)
            values (:account, :maker, :label, cast(:granted as text[]), :hash, :now, :expiry)
            returning id
            """)
    @Nullable Long add(
            long account,
            long maker,
            String label,
            String granted,
            byte[] hash,
            Instant now,
            Instant expiry);

    /// The keys of an account, the newest first.
    @Query(
            """
            select k.id, k.name, k.scopes, u.username as created_by, k.created_at, k.expires_at, k.last_used_at
              from api_keys k
              join users u on u.id = k.user_id
             where k.account_id = :account
             order by k.id desc
            """)
    List<ApiKeyRow> list(long account);

    @Query(
            """
            select k.id, k.name, k.scopes, u.username as created_by, k.created_at, k.expires_at, k.last_used_at
              from api_keys k
              join users u on u.id = k.user_id
             where k.account_id = :account and k.id = :key
            """)
    Optional<ApiKeyRow> find(long account, long key);

    /// How many keys of an account have not expired.
    @Query("select count(*) from api_keys where account_id = :account and expires_at > :now")
    int countLive(long account, Instant now);

    /// Deletes the expired keys of an account but the last that expired.
    ///
    /// @param kept how many remain
    @Query(
            """
            delete from api_keys
             where account_id = :account
               and id in (select id from api_keys
                           where account_id = :account and expires_at <= :now
                           order by expires_at desc, id desc
                          offset :kept)
            """)
    void forgetBeyond(long account, Instant now, int kept);

    /// Removes a key of an account.
    ///
    /// @return how many were removed: none if it is another account's
    @Query("delete from api_keys where id = :key and account_id = :account")
    int remove(long account, long key);

    /// Locks some of the keys that expire until a time, whose makers can use them and were not
    /// reminded, in the order of their ids. Those that another instance has locked are left out.
    ///
    /// @param after the id after which they begin
    @Query(
            """
            select k.id, k.account_id, c.unique_code as account, k.expires_at,
                   case when u.email_verified_at is not null then u.email end as address, u.language
              from api_keys k
              join users u on u.id = k.user_id
              join accounts c on c.id = k.account_id
             where k.id > :after and k.expires_at > :now and k.expires_at <= :until
               and k.reminded_at is null
               and k.expires_at > k.created_at + interval '7 days'
               and u.status = 'active' and c.status = 'active'
             order by k.id
             limit :most
               for update of k skip locked
            """)
    List<ExpiringKeyRow> lockExpiring(long after, Instant now, Instant until, int most);

    @Query("update api_keys set reminded_at = :now where id = :key and account_id = :account")
    void reminded(long account, long key, Instant now);

    /// Deletes those that expired before a time.
    ///
    /// @return how many were deleted
    @Query("delete from api_keys where expires_at < :before")
    int forget(Instant before);
}
