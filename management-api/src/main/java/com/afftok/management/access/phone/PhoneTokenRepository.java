package com.afftok.management.access.phone;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// The statements about tokens with which numbers register.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PhoneTokenRepository extends GenericRepository<PhoneTokenRow, byte[]> {

    @Query(
            """
            insert into phone_tokens (token_hash, phone, expires_at)
            values (:tokenHash, :phone, :expiresAt)
            """)
    void add(byte[] tokenHash, String phone, Instant expiresAt);

    @Query(
            """
            select phone, expires_at <= :now as expired
              from phone_tokens
             where token_hash = :tokenHash
            """)
    Optional<PhoneTokenRow> find(byte[] tokenHash, Instant now);

    /// Uses a token.
    ///
    /// @return how many were used: none if it was used meanwhile
    @Query("delete from phone_tokens where token_hash = :tokenHash")
    int use(byte[] tokenHash);

    /// Deletes those before a time.
    ///
    /// @return how many were deleted
    @Query("delete from phone_tokens where expires_at < :before")
    int forget(Instant before);
}
