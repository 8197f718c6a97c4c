package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.shared.postback.PostbackReplay;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Replays a refused postback from its stored parameters at its advertiser's request: it is read,
/// attributed and judged again, as of the time of its arrival. It was signed then; unsigned
/// postbacks and dry runs are never replayed.
///
/// The result is stored as a postback of its own. Nothing changes if this request was executed
/// before, or the postback no longer exists.
public final class ReplayPostback {

    private static final String SELECT =
            """
            select p.mode, p.received_at, p.parameters
              from received_postbacks p
             where p.advertiser_id = $1
               and p.id = $2
               and p.outcome = 'rejected'
               and p.proven
               and not exists (
                     select from received_postbacks r
                      where r.advertiser_id = p.advertiser_id
                        and r.replay_of = p.id
                        and r.received_at = $3)
               for key share of p
            """;

    private final AttributePostback attribute;

    public ReplayPostback(AttributePostback attribute) {
        this.attribute = attribute;
    }

    /// The result, or null if nothing is replayed. The caller commits.
    public Future<@Nullable Recorded> within(SqlConnection connection, PostbackReplay replay) {
        return select(connection, replay)
                .compose(kept ->
                        kept == null || ReadPostback.isDryRun(kept.parameters())
                                ? Future.<@Nullable Recorded>succeededFuture()
                                : attribute
                                        .within(connection, kept, replay)
                                        .map(recorded -> (@Nullable Recorded) recorded));
    }

    private static Future<@Nullable Unattributed> select(
            SqlConnection connection, PostbackReplay replay) {
        return connection
                .preparedQuery(SELECT)
                .execute(
                        Tuple.of(
                                replay.advertiser().value(),
                                replay.postback().value(),
                                replay.askedAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        return kept(replay, row);
                    }
                    return null;
                });
    }

    private static Unattributed kept(PostbackReplay replay, Row row) {
        return new Unattributed(
                replay.advertiser(),
                row.getString("mode").equals(Report.Mode.TEST.label())
                        ? Report.Mode.TEST
                        : Report.Mode.LIVE,
                row.getOffsetDateTime("received_at").toInstant(),
                Unattributed.texts(row.getJsonObject("parameters")));
    }
}
