package com.afftok.management.money.balance;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// The statement that reads balances, which triggers keep with the postings.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BalanceRepository extends GenericRepository<BalanceRow, Long> {

    @Query(
            """
            select a.kind, b.currency, sum(b.advertiser) as advertiser, sum(b.pending) as pending,
                   sum(b.available) as available, sum(b.in_payout) as in_payout, sum(b.paid) as paid,
                   sum(b.reversed) as reversed,
                   sum(b.fees) as fees, sum(b.withheld) as withheld
              from account_balances b
              join accounts a on a.id = b.owner_id
             where b.owner_id = :account
             group by a.kind, b.currency
             order by b.currency
            """)
    List<BalanceRow> of(long account);
}
