package com.afftok.management.money.payout.method;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The statements about payout methods. Removed ones remain for the payouts that used them.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MethodRepository extends GenericRepository<MethodRow, Long> {

    /// Newest first.
    @Query(
            """
            select id, promoter_id, method, destination, created_at, usable_from
              from payout_methods
             where promoter_id = :promoter and removed_at is null
             order by id desc
            """)
    List<MethodRow> list(long promoter);

    @Query(
            """
            select id, promoter_id, method, destination, created_at, usable_from
              from payout_methods
             where id = :id and promoter_id = :promoter and removed_at is null
            """)
    Optional<MethodRow> find(long promoter, long id);

    @Query("select nextval(pg_get_serial_sequence('payout_methods', 'id'))")
    long next();

    @Query(
            """
            insert into payout_methods (id, promoter_id, method, destination, created_by, created_at, usable_from)
            values (:id, :promoter, :method, :destination, :user, :now, :usableFrom)
            """)
    void add(
            long id,
            long promoter,
            String method,
            byte[] destination,
            long user,
            Instant now,
            Instant usableFrom);

    @Query(
            """
            update payout_methods set destination = null, removed_at = :now
             where id = :id and promoter_id = :promoter and removed_at is null
            """)
    int remove(long promoter, long id, Instant now);

    /// The owners who can sign in, and one more member.
    @Query(
            """
            select case when u.email_verified_at is not null then u.email end as confirmed_address, u.language
              from memberships m
              join users u on u.id = m.user_id
             where m.account_id = :account and u.status = 'active' and (m.role = 'owner' or u.id = :user)
            """)
    List<OwnerRow> owners(long account, long user);
}
