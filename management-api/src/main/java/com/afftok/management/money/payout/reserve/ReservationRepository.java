package com.afftok.management.money.payout.reserve;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.ledger.ChoosePostings;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.PayoutFee;
import com.afftok.shared.ledger.PostingKey;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
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

    /// Refunds are added up only where a limit needs their sum.
    private static final String OF =
            """
            select (select status = 'active' from accounts where id = ?) as active,
                   coalesce((select minimum from payout_minimums where currency = ? and method = ?), 0) as minimum,
                   (select amount from payout_thresholds where currency = ?) as threshold,
                   coalesce((select sum(available) from account_balances where owner_id = ? and currency = ?), 0)
                       as available,
                   (select coalesce(sum(amount), 0) from payouts
                     where promoter_id = ? and currency = ?
                       and status in ('requested', 'held', 'approved', 'processing')) as open,
                   coalesce(f.fixed, 0) as fixed, coalesce(f.percent, 0) as percent, f.maximum,
                   b.amount as absorbed,
                   case when b.amount is null then 0
                        else (select coalesce(sum(amount), 0) from open_postings
                               where promoter_id = ? and currency = ? and is_negative) end as refunds
              from (values (1)) as one
              left join payout_fees f on f.currency = ? and f.method = ?
              left join payout_absorptions b on b.currency = ?
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
    /// @param absorbed the most that one payout absorbs of refunds; null for all
    /// @param refunds the sum of unused refunds, if there is such a limit
    @Introspected
    record Limits(
            boolean active,
            BigDecimal minimum,
            @Nullable BigDecimal threshold,
            BigDecimal available,
            BigDecimal open,
            BigDecimal fixed,
            BigDecimal percent,
            @Nullable BigDecimal maximum,
            @Nullable BigDecimal absorbed,
            BigDecimal refunds) {

        Money minimumIn(Currency currency) {
            return Money.of(minimum, currency);
        }

        @Nullable Money absorbedIn(Currency currency) {
            return absorbed == null ? null : Money.of(absorbed, currency);
        }

        Money payableIn(Currency currency) {
            return ChoosePostings.payable(
                    Money.of(available, currency),
                    Money.of(refunds, currency),
                    absorbedIn(currency));
        }

        PayoutFee fee() {
            return new PayoutFee(fixed, percent, maximum);
        }
    }

    /// A posting that no payout has used.
    @Introspected
    record OpenRow(long advertiserId, long entryId, int line, BigDecimal amount) {}

    Limits limits(long promoter, String currency, String method) {
        return statements
                .list(
                        LIMITS,
                        sql ->
                                sql.resultQuery(
                                        OF, promoter, currency, method, currency, promoter,
                                        currency, promoter, currency, promoter, currency, currency,
                                        method, currency))
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
