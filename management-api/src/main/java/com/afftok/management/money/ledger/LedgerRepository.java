package com.afftok.management.money.ledger;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The statements about entries and their postings, which are never changed.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LedgerRepository extends GenericRepository<LedgerRepository.EntryRow, Long> {

    @Introspected
    record EntryRow(long advertiserId, long id, String kind, String eventKey) {}

    /// Fails if the advertiser has an entry with the key.
    ///
    /// @return its number
    @Query(
            """
            insert into ledger_entries (
                advertiser_id, kind, event_key, conversion_id, payout_id, reverses_id, memo)
            values (:advertiser, :kind, :eventKey, :conversion, :payout,
                    (select id from ledger_entries
                      where advertiser_id = :advertiser and event_key = cast(:reverses as text)),
                    :memo)
            returning id
            """)
    long addEntry(
            long advertiser,
            String kind,
            String eventKey,
            @Nullable Long conversion,
            @Nullable Long payout,
            @Nullable String reverses,
            @Nullable String memo);

    @Query(
            """
            insert into ledger_postings (
                advertiser_id, entry_id, line, account, owner_id, currency, amount)
            values (:advertiser, :entry, :line, :account, :owner, :currency, :amount)
            """)
    void addPosting(
            long advertiser,
            long entry,
            int line,
            String account,
            @Nullable Long owner,
            String currency,
            BigDecimal amount);
}
