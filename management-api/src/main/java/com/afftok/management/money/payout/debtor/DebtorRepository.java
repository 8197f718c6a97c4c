package com.afftok.management.money.payout.debtor;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The statements about the accounts from which payouts are paid.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DebtorRepository extends GenericRepository<DebtorRepository.DebtorRow, String> {

    @Introspected
    record DebtorRow(String currency, String name, String account, String bankCode, int version) {

        Debtor debtor() {
            return new Debtor(currency, name, account, bankCode, version);
        }
    }

    @Query(
            "select currency, name, account, bank_code, version from payout_debtors order by currency")
    List<DebtorRow> list();

    @Query(
            "select currency, name, account, bank_code, version from payout_debtors where currency = :currency")
    Optional<DebtorRow> find(String currency);

    /// Sets an account.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into payout_debtors as kept (currency, name, account, bank_code, version)
            select :currency, :name, :account, :bankCode, 1
             where :version = 0 or exists (select from payout_debtors where currency = :currency)
                on conflict (currency) do update
               set name = excluded.name, account = excluded.account, bank_code = excluded.bank_code,
                   version = kept.version + 1
             where kept.version = :version
            """)
    int keep(String currency, String name, String account, String bankCode, int version);
}
