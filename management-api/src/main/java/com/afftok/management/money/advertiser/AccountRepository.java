package com.afftok.management.money.advertiser;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/// The statement that reads the books of an advertiser.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRepository extends GenericRepository<AccountRow, String> {

    @Query(
            """
            with balances as (
                select currency, sum(advertiser) as balance
                  from account_balances where owner_id = :account group by currency),
            payments as (
                select currency, sum(amount) as paid
                  from advertiser_payments
                 where advertiser_id = :account and reversed_at is null
                 group by currency),
            charges as (
                select c.commission_currency as currency, sum(c.fee + s.amount) as pending
                  from conversions c
                 cross join lateral (
                       select coalesce(sum(m.amount), 0) as amount from commissions m
                        where m.advertiser_id = c.advertiser_id and m.conversion_id = c.id) s
                 where c.advertiser_id = :account and c.status = 'pending' and not c.is_claim
                 group by c.commission_currency),
            limits as (
                select currency, mode, credit_limit
                  from advertiser_limits where advertiser_id = :account),
            stops as (
                select currency, since from advertiser_stops where advertiser_id = :account)
            select currency, coalesce(b.balance, 0) as balance, coalesce(p.paid, 0) as paid,
                   coalesce(c.pending, 0) as pending, l.mode, l.credit_limit, s.since
              from balances b
              full join payments p using (currency)
              full join charges c using (currency)
              full join limits l using (currency)
              full join stops s using (currency)
             order by currency
            """)
    List<AccountRow> of(long account);

    @Query("select exists (select from accounts where id = :account and kind = 'advertiser')")
    boolean isAdvertiser(long account);
}
