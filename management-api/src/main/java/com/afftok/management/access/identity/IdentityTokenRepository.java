package com.afftok.management.access.identity;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about tokens with which identities register.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityTokenRepository extends GenericRepository<IdentityTokenRow, byte[]> {

    @Query(
            """
            insert into identity_tokens (token_hash, issuer, subject, email, email_verified, expires_at)
            values (:tokenHash, :provider, :account, :address, :verified, :until)
            """)
    void add(
            byte[] tokenHash,
            String provider,
            String account,
            @Nullable String address,
            boolean verified,
            Instant until);

    @Query(
            """
            select issuer, subject, email, email_verified, expires_at <= :now as expired
              from identity_tokens
             where token_hash = :tokenHash
            """)
    Optional<IdentityTokenRow> find(byte[] tokenHash, Instant now);

    /// Uses a token.
    ///
    /// @return how many were used: none if it was used meanwhile
    @Query("delete from identity_tokens where token_hash = :tokenHash")
    int use(byte[] tokenHash);

    /// Deletes those that expired before a time.
    ///
    /// @return how many were deleted
    @Query("delete from identity_tokens where expires_at < :before")
    int forget(Instant before);
}
