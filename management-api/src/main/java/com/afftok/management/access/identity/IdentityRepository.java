package com.afftok.management.access.identity;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about identities.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface IdentityRepository extends GenericRepository<IdentityRow, Long> {

    /// Adds an identity, unless it is somebody's, or the user has another one of the issuer.
    ///
    /// @return how many were added
    @Query(
            """
            insert into identities (user_id, issuer, subject, email, created_at, last_used_at)
            select id, :provider, :subject, :address, :now, :now
              from users
             where id = :owner and status <> 'closed'
            on conflict do nothing
            """)
    int add(long owner, String provider, String subject, @Nullable String address, Instant now);

    @Query(
            """
            select id, user_id, issuer, email, created_at, last_used_at
              from identities
             where issuer = :provider and subject = :subject
            """)
    Optional<IdentityRow> find(String provider, String subject);

    /// The identities of a user, the oldest first.
    @Query(
            """
            select id, user_id, issuer, email, created_at, last_used_at
              from identities
             where user_id = :owner
             order by created_at, id
            """)
    List<IdentityRow> of(long owner);

    @Query("select count(*) from passkeys where user_id = :owner")
    long passkeys(long owner);

    @Query("update identities set last_used_at = :now where id = :identity and user_id = :owner")
    void used(long identity, long owner, Instant now);

    @Query("delete from identities where id = :identity and user_id = :owner")
    void remove(long identity, long owner);
}
