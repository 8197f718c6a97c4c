package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.edge.sale.statements.InsertEntry;
import com.afftok.edge.sale.statements.StoredConversion;
import com.afftok.edge.sale.statements.UpdateConversion;
import com.afftok.edge.webhook.outbox.TellConversion;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionOutcome.Moved;
import com.afftok.shared.conversion.move.MovedConversion;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/// Moves a locked conversion: its status, its commissions, the ledger, and the webhook events. The
/// caller commits.
public final class MoveConversion {

    private final TellConversion tell;

    public MoveConversion(ClickCodes codes) {
        this.tell = new TellConversion(codes);
    }

    public Future<Standing> execute(
            SqlConnection connection, StoredConversion existing, Moved moved) {
        MovedConversion change =
                MovedConversion.byReport(existing.events(), moved, existing.needsReview());
        AccountId advertiser = existing.parties().advertiser();
        List<Future<?>> writes = new ArrayList<>();
        writes.add(UpdateConversion.execute(connection, advertiser, existing.id(), change));
        InsertEntry.addTo(writes, connection, change.bookings());
        writes.add(
                tell.execute(
                        connection,
                        advertiser,
                        existing.id(),
                        List.of(change.event()),
                        existing.sold().click(),
                        change.state().sold().currency(),
                        change.takenBack().promoter().currency()));
        return Future.all(writes).map(standing(existing, moved));
    }

    /// The conversion after the move.
    public static Standing standing(StoredConversion existing, Moved moved) {
        return Standing.of(existing.id(), moved.after(), existing.earnings().promoter());
    }
}
