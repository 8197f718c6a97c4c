package com.afftok.edge.sale.statements;

import com.afftok.edge.keep.FindBuffered;
import com.afftok.edge.sale.ClickDetails;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/// Finds a click in PostgreSQL, or in Redis until it is written.
///
/// It leaves Redis after it is written, so PostgreSQL is searched again if it is in neither. A
/// click that is not found may still be in an edge's journal.
public final class FindClick {

    /// The click in Redis, read on demand or before.
    public interface Unwritten {

        Future<@Nullable ClickDetails> find();
    }

    private final FindBuffered buffered;

    public FindClick(FindBuffered buffered) {
        this.buffered = buffered;
    }

    /// Searches Redis before a transaction, which would hold a connection and locks meanwhile.
    public Future<Unwritten> before(Pool pool, AccountId advertiser, @Nullable ClickId click) {
        if (click == null) {
            return Future.succeededFuture(Future::succeededFuture);
        }
        return SelectClick.execute(pool, advertiser, click)
                .compose(written ->
                        written == null
                                ? unwritten(click)
                                : Future.<@Nullable ClickDetails>succeededFuture())
                .map(found -> () -> Future.succeededFuture(found));
    }

    /// Searches Redis within the transaction, if needed.
    public Unwritten within(@Nullable ClickId click) {
        return () -> click == null ? Future.succeededFuture() : unwritten(click);
    }

    /// Null if it is not found, or the sale has no click.
    public Future<@Nullable ClickDetails> execute(
            SqlConnection connection,
            AccountId advertiser,
            @Nullable ClickId click,
            Unwritten unwritten) {
        return click == null
                ? Future.succeededFuture()
                : SelectClick.locked(connection, advertiser, click)
                        .compose(written ->
                                written == null
                                        ? unwritten(connection, advertiser, click, unwritten)
                                        : Future.succeededFuture(written));
    }

    private static Future<@Nullable ClickDetails> unwritten(
            SqlConnection connection, AccountId advertiser, ClickId click, Unwritten unwritten) {
        return unwritten
                .find()
                .compose(found ->
                        found == null
                                ? SelectClick.execute(connection, advertiser, click)
                                : Future.succeededFuture(found));
    }

    private Future<@Nullable ClickDetails> unwritten(ClickId click) {
        return buffered.execute(click).map(event -> event == null ? null : ClickDetails.of(event));
    }
}
