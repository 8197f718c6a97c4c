package com.afftok.management.access.auth;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements about sessions and their refresh tokens.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<RefreshRow, UUID> {

    @Query(
            """
            with opened as (
                insert into sessions (user_id, account_id, admin_id, second_factor, created_at, expires_at)
                values (:userId, :accountId, :adminId, :secondFactor, :now, :expiresAt)
                returning id, created_at, expires_at)
            insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
            select :tokenHash, id, created_at, expires_at from opened
            returning session_id
            """)
    UUID open(
            @Nullable Long userId,
            @Nullable Long accountId,
            @Nullable Long adminId,
            boolean secondFactor,
            byte[] tokenHash,
            Instant now,
            Instant expiresAt);

    /// Locks the token and its session.
    @Query(
            """
            select s.id as session_id, s.user_id, s.admin_id, s.created_at, s.revoked_at is not null as revoked,
                   least(s.expires_at, t.expires_at) <= :now as expired,
                   t.used_at,
                   coalesce(t.successor_salt, cast('' as bytea)) as successor_salt,
                   coalesce(u.status, a.status) = 'active' as enabled
              from sessions s
              join refresh_tokens t on t.session_id = s.id
              left join users u on u.id = s.user_id
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

    @Query("update sessions set second_factor = true where id = :session")
    void secondFactorProven(UUID session);

    @Query(
            """
            update sessions set second_factor = false
             where admin_id = :admin and revoked_at is null
            """)
    void secondFactorDismissed(long admin);

    @Query("update sessions set expires_at = :expiresAt where id = :session")
    void prolong(UUID session, Instant expiresAt);

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

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where id = :session and revoked_at is null
            """)
    void close(UUID session, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where user_id = :user and revoked_at is null
            """)
    void closeAllOfUser(long user, String reason, Instant now);

    @Query(
            """
            update sessions set revoked_at = :now, revoked_reason = :reason
             where admin_id = :admin and revoked_at is null
            """)
    void closeAllOfAdmin(long admin, String reason, Instant now);
}
