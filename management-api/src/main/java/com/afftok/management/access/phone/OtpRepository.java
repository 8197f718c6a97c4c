package com.afftok.management.access.phone;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about requests for codes.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OtpRepository extends GenericRepository<OtpRow, byte[]> {

    /// Locks a number until the transaction ends, so that requests for it are counted one by one.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('otp ' || :phone, 0)) as text) as locked")
    String lock(String phone);

    @Query(
            """
            select created_at, client, by_owner from otp_requests
             where phone = :phone and created_at > :since
             order by created_at desc
            """)
    List<SentRow> recent(String phone, Instant since);

    /// Locks a signed-in user's requests until the transaction ends.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('otp user ' || :user, 0)) as text) as locked")
    String lockUser(long user);

    @Query(
            """
            select created_at, client, by_owner from otp_requests
             where user_id = :user and created_at > :since
             order by created_at desc
            """)
    List<SentRow> recentOf(long user, Instant since);

    @Query(
            """
            insert into otp_requests (token_hash, phone, country, code_hash, user_id, client, by_owner,
                                      created_at, expires_at)
            values (:tokenHash, :phone, :country, :codeHash, :user, :client, :byOwner,
                    :now, :expiresAt)
            """)
    void add(
            byte[] tokenHash,
            String phone,
            String country,
            byte[] codeHash,
            @Nullable Long user,
            String client,
            boolean byOwner,
            Instant now,
            Instant expiresAt);

    /// Takes one of the three attempts that a request has.
    ///
    /// @param user the signed-in user who made the request; null for a sign-in
    /// @return how many were taken
    @Query(
            """
            update otp_requests set attempts = attempts + 1
             where token_hash = :tokenHash and user_id is not distinct from :user
               and attempts < 3 and used_at is null and expires_at > :now
            """)
    int attempt(byte[] tokenHash, @Nullable Long user, Instant now);

    @Query(
            """
            select phone, code_hash, used_at is not null or attempts = 3 as spent
              from otp_requests
             where token_hash = :tokenHash and user_id is not distinct from :user
            """)
    Optional<OtpRow> find(byte[] tokenHash, @Nullable Long user);

    /// Uses the code, once.
    ///
    /// @return how many were used
    @Query(
            "update otp_requests set used_at = :now where token_hash = :tokenHash and used_at is null")
    int use(byte[] tokenHash, Instant now);

    /// Deletes those before a time.
    ///
    /// @return how many were deleted
    @Query("delete from otp_requests where created_at < :before")
    int forget(Instant before);
}
