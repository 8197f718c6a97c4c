package com.afftok.management.party.member;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The statements that read the members of accounts.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MemberRepository extends GenericRepository<MemberRow, Long> {

    /// The oldest membership first.
    @Query(
            """
            select m.user_id, u.username, u.full_name, u.email,
                   u.email_verified_at is not null as email_verified, u.language, m.role, m.created_at
              from memberships m
              join users u on u.id = m.user_id
             where m.account_id = :account
             order by m.created_at, m.user_id
            """)
    List<MemberRow> list(long account);

    @Query(
            """
            select m.user_id, u.username, u.full_name, u.email,
                   u.email_verified_at is not null as email_verified, u.language, m.role, m.created_at
              from memberships m
              join users u on u.id = m.user_id
             where m.account_id = :account and m.user_id = :user
            """)
    Optional<MemberRow> find(long account, long user);

    /// The owners who can sign in.
    @Query(
            """
            select m.user_id, u.username, u.full_name, u.email,
                   u.email_verified_at is not null as email_verified, u.language, m.role, m.created_at
              from memberships m
              join users u on u.id = m.user_id
             where m.account_id = :account and m.role = 'owner' and u.status = 'active'
            """)
    List<MemberRow> owners(long account);

    @Query(
            """
            select coalesce(a.name,
                            (select u.full_name
                               from memberships m join users u on u.id = m.user_id
                              where m.account_id = a.id and m.role = 'owner'
                              order by m.created_at, m.user_id
                              limit 1)) as name,
                   a.unique_code as code
              from accounts a
             where a.id = :account
            """)
    AccountTitle title(long account);
}
