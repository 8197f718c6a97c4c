package com.afftok.management.party.member;

import com.afftok.management.access.mailed.MailedTokenKind;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The statements about invitations.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvitationRepository extends GenericRepository<InvitationRow, Long>, MailedTokenKind {

    /// Keeps an invitation, in place of one of the same account and address.
    @Query(
            """
            insert into invitations (account_id, email, role, invited_by, token_hash, created_at, expires_at)
            values (:account, :email, :role, :sender, :tokenHash, :now, :expiresAt)
            on conflict (account_id, lower(email))
                do update set email = excluded.email, role = excluded.role,
                              invited_by = excluded.invited_by, token_hash = excluded.token_hash,
                              created_at = excluded.created_at, expires_at = excluded.expires_at
            """)
    void keep(
            long account,
            String email,
            String role,
            long sender,
            byte[] tokenHash,
            Instant now,
            Instant expiresAt);

    /// Those of an account that can be accepted, the newest first.
    @Query(
            """
            select i.id, i.account_id, i.email, i.role, u.username as invited_by, i.created_at,
                   i.expires_at, i.expires_at <= :now as expired, a.status = 'active' as account_active
              from invitations i
              join users u on u.id = i.invited_by
              join accounts a on a.id = i.account_id
             where i.account_id = :account and i.expires_at > :now
             order by i.created_at desc, i.id desc
            """)
    List<InvitationRow> list(long account, Instant now);

    @Query(
            """
            select i.id, i.account_id, i.email, i.role, u.username as invited_by, i.created_at,
                   i.expires_at, i.expires_at <= :now as expired, a.status = 'active' as account_active
              from invitations i
              join users u on u.id = i.invited_by
              join accounts a on a.id = i.account_id
             where i.token_hash = :tokenHash
            """)
    Optional<InvitationRow> find(byte[] tokenHash, Instant now);

    /// As above, and nobody else can use it until the transaction ends.
    @Query(
            """
            select i.id, i.account_id, i.email, i.role, u.username as invited_by, i.created_at,
                   i.expires_at, i.expires_at <= :now as expired, a.status = 'active' as account_active
              from invitations i
              join users u on u.id = i.invited_by
              join accounts a on a.id = i.account_id
             where i.token_hash = :tokenHash
               for update of i
            """)
    Optional<InvitationRow> lock(byte[] tokenHash, Instant now);

    /// Removes an invitation of an account.
    ///
    /// @return how many were removed: none if it is another account's
    @Query("delete from invitations where id = :id and account_id = :account")
    int remove(long id, long account);

    /// Revokes the invitations that a user has sent.
    @Query("delete from invitations where account_id = :account and invited_by = :user")
    void removeSent(long account, long user);

    @Override
    @Query("delete from invitations where invited_by = :user")
    void dismiss(long user);

    /// Deletes those that expired before a time.
    ///
    /// @return how many were deleted
    @Query("delete from invitations where expires_at < :before")
    int forget(Instant before);
}
