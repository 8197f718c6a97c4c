package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.statements.InsertEntry;
import com.afftok.edge.sale.statements.StoredConversion;
import com.afftok.edge.webhook.outbox.TellConversion;
import com.afftok.edge.sale.statements.UpdateConversion;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.ledger.ConversionEvents;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.money.Money;
import com.afftok.shared.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/// Moves a conversion that is locked: its status, its commissions, the ledger, and what webhooks
/// are told. The caller commits.
public final class MoveConversion {

    private final TellConversion tell;

    public MoveConversion(ClickCodes codes) {
        this.tell = new TellConversion(codes);
    }

    public Future<Standing> execute(
            SqlConnection connection, StoredConversion existing, Moved moved) {
        ConversionState after = moved.after();
        Earnings takenBack = existing.earnings().takenBack(after.refunded(), after.sold());
        Standing standing = standing(existing, moved);
        Parties parties = existing.parties();
        List<Future<?>> writes = new ArrayList<>();
        writes.add(
                UpdateConversion.execute(
                        connection, existing, after, takenBack, reversed(existing, after)));
        InsertEntry.addTo(
                writes,
                connection,
                new ConversionEvents(
                                existing.id(),
                                existing.sold().source(),
                                parties.advertiser(),
                                existing.earnings())
                        .moved(moved));
        writes.add(
                tell.execute(
                        connection,
                        parties.advertiser(),
                        existing.id(),
                        List.of(EventType.ofMove(after)),
                        existing.sold().click(),
                        after.sold().currency(),
                        existing.commission().currency()));
        return Future.all(writes).map(standing);
    }

    /// What it will be.
    public static Standing standing(StoredConversion existing, Moved moved) {
        ConversionState after = moved.after();
        return Standing.of(
                existing.id(),
                after.status(),
                existing.commission().minus(reversed(existing, after)));
    }

    private static Money reversed(StoredConversion existing, ConversionState after) {
        return after.refunded().isZero()
                ? existing.reversed()
                : existing.commission().proportion(after.refunded(), after.sold());
    }
}
