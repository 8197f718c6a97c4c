package com.afftok.management.access.identity;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about browsers that were sent to a provider.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityRequestRepository extends GenericRepository<IdentityRequestRow, byte[]> {

    /// Adds a request. It replaces the open one of its owner; for a sign-in, it is not added while
    /// 100,000 are open. So nobody who is not signed in can use up the room of users.
    ///
    /// @param owner the signed-in user who wants to link the account; null for a sign-in
    /// @return how many were added
    @Query(
            """
            with earlier as (delete from identity_requests where user_id = cast(:owner as bigint))
            insert into identity_requests (token_hash, issuer, user_id, expires_at)
            select :tokenHash, :provider, cast(:owner as bigint), :until
             where cast(:owner as bigint) is not null
                or (select count(*)
                      from (select from identity_requests
                             where user_id is null and expires_at > :now
                             limit 100000) as open)
                   < 100000
            """)
    int add(byte[] tokenHash, String provider, @Nullable Long owner, Instant now, Instant until);

    /// An open request.
    ///
    /// @param owner the signed-in user who made it; null for a sign-in
    @Query(
            """
            select issuer, expires_at <= :now as expired
              from identity_requests
             where token_hash = :tokenHash and user_id is not distinct from :owner
            """)
    Optional<IdentityRequestRow> find(byte[] tokenHash, @Nullable Long owner, Instant now);

    /// Uses a request.
    ///
    /// @return how many were used: none if it was used meanwhile
    @Query(
            """
            delete from identity_requests
             where token_hash = :tokenHash and user_id is not distinct from :owner
            """)
    int use(byte[] tokenHash, @Nullable Long owner);

    /// Deletes those that expired before a time.
    ///
    /// @return how many were deleted
    @Query("delete from identity_requests where expires_at < :before")
    int forget(Instant before);
}
