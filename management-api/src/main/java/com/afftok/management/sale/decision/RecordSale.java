package com.afftok.management.sale.decision;

import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.management.sale.decision.MoveRepository.EventRow;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import com.afftok.shared.webhook.EventType;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Records a conversion that a person reports: with its commissions, ledger entries and webhook
/// events, in the transaction of the caller. The edges record what servers and browsers report.
@Singleton
public final class RecordSale {

    private final RecordRepository records;
    private final MoveRepository moves;
    private final BookEntries ledger;
    private final ClickNames clicks;

    RecordSale(
            RecordRepository records, MoveRepository moves, BookEntries ledger, ClickNames clicks) {
        this.records = records;
        this.moves = moves;
        this.ledger = ledger;
        this.clicks = clicks;
    }

    /// The click, of which no review begins until the end of the transaction; empty if it is not
    /// written.
    public Optional<ClickRow> lockClick(AccountId advertiser, ClickId click) {
        return records.lock(advertiser.value(), click);
    }

    /// The new conversion; empty if its transaction exists.
    public Optional<ConversionId> record(Actor actor, NewConversion sale) {
        return records.insert(sale, actor.name())
                .map(id -> {
                    Earnings earnings = Earnings.of(sale.commission(), sale.feePercent());
                    records.insertCommissions(sale, id, earnings);
                    ConversionId conversion = new ConversionId(id);
                    Money amount = sale.commission().sale().amount();
                    ledger.book(
                            new ConversionEvents(
                                            conversion,
                                            ConversionSource.MANUAL,
                                            new AccountId(sale.advertiser()),
                                            earnings)
                                    .begun(ConversionState.begin(sale.status(), amount)));
                    ClickId click = sale.click();
                    moves.tell(
                            EventType.ofNew(sale.status()).stream()
                                    .map(event ->
                                            new EventRow(
                                                    event.label(),
                                                    sale.advertiser(),
                                                    id,
                                                    click == null
                                                            ? null
                                                            : clicks.code(click.uuid()),
                                                    amount.currency().digits(),
                                                    sale.commission().amount().currency().digits()))
                                    .toList());
                    return conversion;
                });
    }
}
