package com.afftok.management.access.passkey;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about browsers that were given a challenge.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasskeyRequestRepository extends GenericRepository<PasskeyRequestRow, byte[]> {

    /// Adds a request. It replaces the open one of its owner; for a sign-in, it is not added while
    /// 100,000 are open. So nobody who is not signed in can use up the room of users.
    ///
    /// @param user the signed-in user who wants to add a passkey, or else
    /// @param admin the administrator; both are null for a sign-in
    /// @return how many were added
    @Query(
            """
            with earlier as (
                delete from passkey_requests
                 where user_id = cast(:user as bigint) or admin_id = cast(:admin as bigint))
            insert into passkey_requests (token_hash, user_id, admin_id, expires_at)
            select :tokenHash, cast(:user as bigint), cast(:admin as bigint), :until
             where num_nonnulls(cast(:user as bigint), cast(:admin as bigint)) = 1
                or (select count(*)
                      from (select from passkey_requests
                             where user_id is null and admin_id is null and expires_at > :now
                             limit 100000) as open)
                   < 100000
            """)
    int add(
            byte[] tokenHash,
            @Nullable Long user,
            @Nullable Long admin,
            Instant now,
            Instant until);

    /// An open request.
    ///
    /// @param user the signed-in user who made it, or else
    /// @param admin the administrator; both are null for a sign-in
    @Query(
            """
            select expires_at <= :now as expired
              from passkey_requests
             where token_hash = :tokenHash
               and user_id is not distinct from :user and admin_id is not distinct from :admin
            """)
    Optional<PasskeyRequestRow> find(
            byte[] tokenHash, @Nullable Long user, @Nullable Long admin, Instant now);

    /// Uses a request.
    ///
    /// @return how many were used: none if it was used meanwhile
    @Query(
            """
            delete from passkey_requests
             where token_hash = :tokenHash
               and user_id is not distinct from :user and admin_id is not distinct from :admin
            """)
    int use(byte[] tokenHash, @Nullable Long user, @Nullable Long admin);

    /// Deletes those that expired before a time.
    ///
    /// @return how many were deleted
    @Query("delete from passkey_requests where expires_at < :before")
    int forget(Instant before);
}
