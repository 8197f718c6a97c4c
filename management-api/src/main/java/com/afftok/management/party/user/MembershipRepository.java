package com.afftok.management.party.user;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/// The statements that change who may act for an account.
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MembershipRepository extends GenericRepository<MembershipRow, Long> {

    /// Locks an account, so that its members and invitations change one after another. An update
    /// locks less than `for update`: sessions of the account can be opened meanwhile.
    @Query("update accounts set version = version where id = :account")
    void lock(long account);

    /// Notes that a user enters an account, and locks the membership.
    ///
    /// @return none if the user is no member
    @Query(
            """
            update memberships set last_used_at = :now
             where account_id = :account and user_id = :user
            """)
    int enter(long user, long account, Instant now);

    /// Adds a member.
    ///
    /// @return none if the user is one already
    @Query(
            """
            insert into memberships (account_id, user_id, role)
            values (:account, :user, :role)
            on conflict do nothing
            """)
    int add(long account, long user, String role);

    @Query(
            """
            update memberships set role = :role where account_id = :account and user_id = :user
            """)
    void changeRole(long account, long user, String role);

    @Query("delete from memberships where account_id = :account and user_id = :user")
    void remove(long account, long user);
}
