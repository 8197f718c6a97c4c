package com.afftok.management.money.payout;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.ledger.ChoosePostings;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.PostingKey;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of a payout's request: its limits, the postings that are available, and those
/// that it uses.
@Singleton
final class ReservationRepository {

    private static final Columns<Limits> LIMITS = Columns.of(Limits.class);
    private static final Columns<OpenRow> OPEN = Columns.of(OpenRow.class);

    private static final String OF =
            """
            select coalesce((select minimum from payout_minimums where currency = ? and method = ?), 0) as minimum,
                   (select amount from payout_thresholds where currency = ?) as threshold,
                   coalesce((select sum(available) from account_balances where owner_id = ? and currency = ?), 0)
                       as available,
                   (select coalesce(sum(amount), 0) from payouts
                     where promoter_id = ? and currency = ?
                       and status in ('requested', 'held', 'approved', 'processing')) as open
            """;

    private static final String POSTINGS =
            """
            (select advertiser_id, entry_id, cast(line as integer) as line, amount
               from open_postings
              where promoter_id = ? and currency = ? and is_negative
              order by entry_id, line, advertiser_id
              limit ?)
             union all
            (select advertiser_id, entry_id, cast(line as integer) as line, amount
               from open_postings
              where promoter_id = ? and currency = ? and not is_negative
              order by entry_id, line, advertiser_id
              limit ?)
            """;

    private static final String ADD =
            """
            insert into payouts (id, promoter_id, amount, currency, method, method_id, destination, approvals_needed)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /// The chosen postings, and those that the request itself has booked.
    private static final String USE =
            """
            insert into payout_postings (advertiser_id, entry_id, line, payout_id)
            select advertiser, entry, line, ?
              from unnest(?, ?, ?) as p (advertiser, entry, line)
             union all
            select e.advertiser_id, e.id, b.line, ?
              from unnest(?, ?, ?) as b (advertiser, event_key, line)
              join ledger_entries e on e.advertiser_id = b.advertiser and e.event_key = b.event_key
            """;

    private final Statements statements;

    ReservationRepository(Statements statements) {
        this.statements = statements;
    }

    /// @param threshold above which two persons approve; null for none
    /// @param open the sum of the promoter's other payouts that are not completed
    @Introspected
    record Limits(
            BigDecimal minimum,
            @Nullable BigDecimal threshold,
            BigDecimal available,
            BigDecimal open) {}

    /// A posting that no payout has used.
    @Introspected
    record OpenRow(long advertiserId, long entryId, int line, BigDecimal amount) {}

    Limits limits(long promoter, String currency, String method) {
        return statements
                .list(
                        LIMITS,
                        sql ->
                                sql.resultQuery(
                                        OF, currency, method, currency, promoter, currency,
                                        promoter, currency))
                .getFirst();
    }

    /// As many as one payout can use, oldest first.
    List<OpenRow> open(long promoter, String currency) {
        return statements.list(
                OPEN,
                sql ->
                        sql.resultQuery(
                                POSTINGS,
                                promoter,
                                currency,
                                ChoosePostings.MAX_NEGATIVE,
                                promoter,
                                currency,
                                ChoosePostings.MAX_POSTINGS));
    }

    long next() {
        return statements.run(sql ->
                sql.resultQuery("select nextval(pg_get_serial_sequence('payouts', 'id'))")
                        .fetchSingle()
                        .get(0, long.class));
    }

    void add(
            long id,
            long promoter,
            BigDecimal amount,
            String currency,
            String method,
            long methodId,
            byte[] destination,
            int approvals) {
        statements.run(sql ->
                sql.execute(
                        ADD,
                        id,
                        promoter,
                        amount,
                        currency,
                        method,
                        methodId,
                        destination,
                        approvals));
    }

    /// @param booked the entries of the request that use a line of their own
    void use(long payout, List<PostingKey> chosen, List<LedgerEntry> booked) {
        BoundColumns<PostingKey> keys = new BoundColumns<>(chosen);
        BoundColumns<LedgerEntry> own = new BoundColumns<>(booked);
        statements.run(sql ->
                sql.execute(
                        USE,
                        payout,
                        keys.longs(key -> key.advertiser().value()),
                        keys.longs(PostingKey::entry),
                        keys.ints(PostingKey::line),
                        payout,
                        own.longs(entry -> entry.advertiser().value()),
                        own.texts(LedgerEntry::eventKey),
                        own.ints(LedgerEntry::usedUpLine)));
    }
}
