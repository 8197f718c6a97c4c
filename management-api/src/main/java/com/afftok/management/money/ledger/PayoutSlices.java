package com.afftok.management.money.ledger;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.PayoutSlice;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;

/// The parts of a payout that are in progress, by advertiser.
@Singleton
public final class PayoutSlices {

    private static final Columns<SliceRow> ROW = Columns.of(SliceRow.class);

    private static final String SLICES =
            """
            select e.advertiser_id, sum(p.amount) as amount
              from ledger_entries e
              join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
             where e.payout_id = ? and p.account = 'promoter_payout'
             group by e.advertiser_id
            having sum(p.amount) <> 0
             order by e.advertiser_id
            """;

    private final Statements statements;

    PayoutSlices(Statements statements) {
        this.statements = statements;
    }

    @Introspected
    record SliceRow(long advertiserId, BigDecimal amount) {}

    public List<PayoutSlice> of(PayoutId payout, Currency currency) {
        return statements.list(ROW, sql -> sql.resultQuery(SLICES, payout.value())).stream()
                .map(row ->
                        new PayoutSlice(
                                new AccountId(row.advertiserId()),
                                Money.of(row.amount(), currency)))
                .toList();
    }
}
