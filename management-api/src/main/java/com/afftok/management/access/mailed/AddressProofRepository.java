package com.afftok.management.access.mailed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/// The statements about tokens that prove an address.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AddressProofRepository extends GenericRepository<AddressProofRow, Long>, MailedTokenKind {

    /// Keeps a user's token in place of the one before, unless the user is closed.
    @Query(
            """
            insert into address_proofs (user_id, email, token_hash, expires_at)
            select id, :email, :tokenHash, :expiresAt from users
             where id = :user and status <> 'closed'
            on conflict (user_id)
                do update set email = excluded.email, token_hash = excluded.token_hash,
                              expires_at = excluded.expires_at
            """)
    void keep(long user, String email, byte[] tokenHash, Instant expiresAt);

    @Query(
            """
            select p.user_id, p.email, u.email as former, u.language,
                   p.expires_at <= :now as expired, u.status = 'active' as active
              from address_proofs p
              join users u on u.id = p.user_id
             where p.token_hash = :tokenHash
            """)
    Optional<AddressProofRow> find(byte[] tokenHash, Instant now);

    @Query("delete from address_proofs where token_hash = :tokenHash")
    void use(byte[] tokenHash);

    @Query("delete from address_proofs where user_id = :user")
    @Override
    void dismiss(long user);
}
