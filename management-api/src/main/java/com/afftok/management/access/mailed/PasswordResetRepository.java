package com.afftok.management.access.mailed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// The statements about reset tokens.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PasswordResetRepository
        extends GenericRepository<PasswordResetRow, Long>, MailedTokenKind {

    /// Stores a user's token in place of the previous one.
    @Query(
            """
            insert into password_resets (user_id, token_hash, expires_at)
            values (:user, :tokenHash, :expiresAt)
            on conflict (user_id)
                do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
            """)
    void keep(long user, byte[] tokenHash, Instant expiresAt);

    @Query(
            """
            select r.user_id, u.username, u.full_name, u.email, u.email_verified_at is not null as verified, u.language,
                   r.expires_at <= :now as expired
              from password_resets r
              join users u on u.id = r.user_id
             where r.token_hash = :tokenHash
            """)
    Optional<PasswordResetRow> find(byte[] tokenHash, Instant now);

    /// Uses a token.
    ///
    /// @return how many were used: none if it was used or replaced meanwhile
    @Query("delete from password_resets where token_hash = :tokenHash")
    int use(byte[] tokenHash);

    @Query("delete from password_resets where user_id = :user")
    @Override
    void dismiss(long user);
}
