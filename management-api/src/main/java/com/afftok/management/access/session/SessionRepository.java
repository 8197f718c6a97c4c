package com.afftok.management.access.session;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about sessions and their refresh tokens.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<RefreshRow, UUID> {

    @Query(
            """
            with opened as (
                insert into sessions (user_id, account_id, admin_id, second_factor, proven_at, kind, device,
                                      address, country, created_at, last_used_at, expires_at)
                values (:userId, :accountId, :adminId, :secondFactor, :provenAt, :kind, :device,
                        cast(:address as inet), :country, :begin, :now, :expiresAt)
                returning id, last_used_at, expires_at)
            insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
            select :tokenHash, id, last_used_at, expires_at from opened
            returning session_id
            """)
    UUID open(
            @Nullable Long userId,
            @Nullable Long accountId,
            @Nullable Long adminId,
            boolean secondFactor,
            @Nullable Instant provenAt,
            String kind,
            @Nullable String device,
            @Nullable String address,
            @Nullable String country,
            byte[] tokenHash,
            Instant begin,
            Instant now,
            Instant expiresAt);

    /// Locks the token and its session.
    @Query(
            """
            select s.id as session_id, s.user_id, s.admin_id, s.kind, s.created_at,
                   s.revoked_at is not null or (s.user_id is not null and m.role is null) as revoked,
                   least(s.expires_at, t.expires_at) <= :now as expired,
                   t.used_at,
                   coalesce(t.successor_salt, cast('' as bytea)) as successor_salt,
                   s.token_generation,
                   coalesce(u.status, a.status) = 'active'
                       and coalesce(c.status, 'active') = 'active' as enabled
              from sessions s
              join refresh_tokens t on t.session_id = s.id
              left join users u on u.id = s.user_id
              left join accounts c on c.id = s.account_id
              left join memberships m on m.account_id = s.account_id and m.user_id = s.user_id
              left join admin_users a on a.id = s.admin_id
             where t.token_hash = :tokenHash
               for update of s, t
            """)
    Optional<RefreshRow> lock(byte[] tokenHash, Instant now);

    /// Marks a token as used, and removes the salts of the session's tokens that may not be
    /// repeated any more.
    ///
    /// @param repeatable the time since which a token must have been used to be repeated
    @Query(
            """
            update refresh_tokens
               set used_at = coalesce(used_at, :now),
                   successor_salt = case when token_hash = :tokenHash
                                         then cast(:salt as bytea) end
             where session_id = :session
               and (token_hash = :tokenHash
                    or (successor_salt is not null and used_at < :repeatable))
            """)
    void use(UUID session, byte[] tokenHash, byte[] salt, Instant now, Instant repeatable);

    /// Locks a user until the transaction ends. A change that ends all sessions of the user locks
    /// it first.
    @Query("select id from users where id = :user for update")
    Optional<Long> lockUser(long user);

    @Query("select kind from sessions where id = :session")
    Optional<String> findKind(UUID session);

    @Query("select created_at from sessions where id = :session")
    Optional<Instant> findBegin(UUID session);

    @Query(
            """
            select id, device, host(address) as address, country, created_at, last_used_at, expires_at
              from sessions
             where id = :session
            """)
    Optional<SessionInUse> find(UUID session);

    @Query(
            """
            select exists (select from second_factors f
                            where (f.user_id = s.user_id or f.admin_id = s.admin_id)
                              and f.enrolled_at is not null)
                   or exists (select from passkeys p where p.admin_id = s.admin_id) as enrolled,
                   s.second_factor, s.proven_at
              from sessions s
             where s.id = :session
            """)
    Optional<SessionProof> findProof(UUID session);

    /// Notes a proof of the session's owner, and begins a generation of access tokens.
    ///
    /// @param factor whether it was the second factor, whose first proof in the session ends the
    ///   former access tokens at once
    /// @param until when the former access tokens end otherwise
    /// @return how many sessions: none if it has ended
    @Query(
            """
            update sessions
               set proven_at = :now, second_factor = second_factor or :factor,
                   token_generation = token_generation + 1,
                   former_tokens_until = case when second_factor or not :factor
                                              then cast(:until as timestamptz) end
             where id = :session and revoked_at is null
            """)
    int prove(UUID session, boolean factor, Instant until, Instant now);

    @Query("select token_generation from sessions where id = :session")
    int findGeneration(UUID session);

    /// Marks the session's tokens as used, without a successor that an exchange could repeat.
    @Query(
            """
            update refresh_tokens
               set used_at = coalesce(used_at, :now), successor_salt = null
             where session_id = :session and (used_at is null or successor_salt is not null)
            """)
    void useAll(UUID session, Instant now);

    @Query(
            """
            update sessions set second_factor = false
             where (user_id = :user or admin_id = :admin) and revoked_at is null
            """)
    void secondFactorDismissed(@Nullable Long user, @Nullable Long admin);

    @Query(
            """
            update sessions
               set expires_at = :expiresAt, last_used_at = :now,
                   address = coalesce(cast(:address as inet), address),
                   country = case when :located then cast(:country as text) else country end
             where id = :session
            """)
    void prolong(
            UUID session,
            @Nullable String address,
            boolean located,
            @Nullable String country,
            Instant now,
            Instant expiresAt);

    /// Those that are open, the last used first.
    @Query(
            """
            select id, device, host(address) as address, country, created_at, last_used_at, expires_at
              from sessions
             where (user_id = :user or admin_id = :admin) and revoked_at is null and expires_at > :now
             order by last_used_at desc, id
            """)
    List<SessionInUse> listOpen(@Nullable Long user, @Nullable Long admin, Instant now);

    /// Ends all but the last used of a user or administrator.
    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id in (select id from sessions
                           where (user_id = :user or admin_id = :admin)
                             and revoked_at is null and expires_at > :now
                           order by last_used_at desc, id
                          offset :most)
            """)
    void closeBeyond(
            @Nullable Long user, @Nullable Long admin, int most, String reason, Instant now);

    /// Ends one of a user or administrator.
    ///
    /// @return how many were ended: none if it is another's, or ended already
    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id = :session and (user_id = :user or admin_id = :admin) and revoked_at is null
            """)
    int closeOwn(
            UUID session, @Nullable Long user, @Nullable Long admin, String reason, Instant now);

    /// Ends all but one of a user or administrator.
    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id <> :session and (user_id = :user or admin_id = :admin) and revoked_at is null
            """)
    void closeOthers(
            UUID session, @Nullable Long user, @Nullable Long admin, String reason, Instant now);

    /// Whether the user or administrator has had no session from such a device lately.
    @Query(
            """
            select not exists (select from sessions
                                where (user_id = :user or admin_id = :admin)
                                  and device is not distinct from :device)
            """)
    boolean isNewDevice(@Nullable Long user, @Nullable Long admin, @Nullable String device);

    @Query(
            """
            insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
            values (:tokenHash, :session, :now, :expiresAt)
            """)
    void succeed(UUID session, byte[] tokenHash, Instant now, Instant expiresAt);

    /// Also deletes the sessions' tokens.
    ///
    /// @return how many sessions were deleted
    @Query("delete from sessions where expires_at < :before")
    int forget(Instant before);

    /// Ends a session.
    ///
    /// @return how many were ended: none if it had ended already
    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id = :session and revoked_at is null
            """)
    int close(UUID session, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where user_id = :user and revoked_at is null
            """)
    void closeAllOfUser(long user, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where user_id = :user and account_id = :account and revoked_at is null
            """)
    void closeAllOfMember(long user, long account, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where user_id in (select user_id from memberships where account_id = :account)
               and account_id = :account and revoked_at is null
            """)
    void closeAllOfAccount(long account, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where admin_id = :admin and revoked_at is null
            """)
    void closeAllOfAdmin(long admin, String reason, Instant now);

    /// Ends all of users and administrators but one.
    ///
    /// @return how many were ended
    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id <> :session and revoked_at is null and expires_at > :now
            """)
    int closeAll(UUID session, String reason, Instant now);
}
