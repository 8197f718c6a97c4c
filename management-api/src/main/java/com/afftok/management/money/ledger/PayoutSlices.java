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
import java.util.Map;
import java.util.stream.Collectors;

/// The parts of payouts by advertiser, as they were requested.
@Singleton
public final class PayoutSlices {

    private static final Columns<SliceRow> ROW = Columns.of(SliceRow.class);

    private static final String SLICES =
            """
            select e.payout_id, e.advertiser_id, p.currency, sum(p.amount) as amount
              from ledger_entries e
              join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
             where e.payout_id = any(?) and e.kind = 'payout_request' and p.account = 'promoter_payout'
             group by e.payout_id, e.advertiser_id, p.currency
             order by e.payout_id, e.advertiser_id
            """;

    private final Statements statements;

    PayoutSlices(Statements statements) {
        this.statements = statements;
    }

    @Introspected
    record SliceRow(long payoutId, long advertiserId, String currency, BigDecimal amount) {

        PayoutId payout() {
            return new PayoutId(payoutId);
        }

        PayoutSlice slice() {
            return new PayoutSlice(
                    new AccountId(advertiserId), Money.of(amount, Currency.of(currency)));
        }
    }

    public Map<PayoutId, List<PayoutSlice>> of(List<PayoutId> payouts) {
        if (payouts.isEmpty()) {
            return Map.of();
        }
        Long[] ids = payouts.stream().map(PayoutId::value).toArray(Long[]::new);
        return statements.list(ROW, sql -> sql.resultQuery(SLICES, (Object) ids)).stream()
                .collect(
                        Collectors.groupingBy(
                                SliceRow::payout,
                                Collectors.mapping(SliceRow::slice, Collectors.toList())));
    }
}
