package com.afftok.edge.conversion;

import com.afftok.edge.buffer.FindBuffered;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/// Finds what a click says: in PostgreSQL, or in Redis for the seconds until it is written.
///
/// It leaves Redis after it is written; one that is in neither is therefore looked for in
/// PostgreSQL once more. One that is found nowhere may yet come out of an edge's journal.
final class FindClick {

    private final FindBuffered buffered;

    FindClick(FindBuffered buffered) {
        this.buffered = buffered;
    }

    /// Null where it is nowhere, or no click led to the sale.
    Future<@Nullable ClickDetails> execute(
            SqlConnection connection, UserId advertiser, @Nullable ClickId click) {
        return click == null
                ? Future.succeededFuture()
                : SelectClick.locked(connection, advertiser, click)
                        .compose(written ->
                                written == null
                                        ? unwritten(connection, advertiser, click)
                                        : Future.succeededFuture(written));
    }

    private Future<@Nullable ClickDetails> unwritten(
            SqlConnection connection, UserId advertiser, ClickId click) {
        return buffered.execute(click)
                .compose(event ->
                        event == null
                                ? SelectClick.execute(connection, advertiser, click)
                                : Future.succeededFuture(ClickDetails.of(event)));
    }
}
