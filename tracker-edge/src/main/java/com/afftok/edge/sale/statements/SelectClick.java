package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads a click, which may not be written yet or no longer exist, and its review.
final class SelectClick {

    /// A separate statement, so that the next one sees what was committed during the wait.
    private static final String LOCK = "select pg_advisory_xact_lock_shared(click_lock($1))";

    private static final String SQL =
            """
            select c.bucket::text, r.decision, c.country, c.device, c.browser, c.os, c.source,
                   c.sub1, c.sub2, c.sub3, c.sub4, c.sub5
              from clicks c
              left join click_reviews r
                on r.advertiser_id = c.advertiser_id and r.click_id = c.click_id
             where c.advertiser_id = $1 and c.click_id = $2 and c.clicked_at = $3
            """;

    private SelectClick() {}

    /// Prevents reviews of the click until the end of the transaction.
    static Future<@Nullable ClickDetails> locked(
            SqlConnection connection, AccountId advertiser, ClickId click) {
        Future<?> locked = connection.preparedQuery(LOCK).execute(Tuple.of(click.uuid()));
        Future<@Nullable ClickDetails> read = execute(connection, advertiser, click);
        return Future.all(locked, read).map(_ -> read.result());
    }

    static Future<@Nullable ClickDetails> execute(
            SqlClient client, AccountId advertiser, ClickId click) {
        return client.preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                advertiser.value(),
                                click.uuid(),
                                click.time().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        return details(row);
                    }
                    return null;
                });
    }

    private static ClickDetails details(Row row) {
        return new ClickDetails(
                row.getString("bucket"),
                text(row, "decision"),
                text(row, "country"),
                row.getString("device"),
                text(row, "browser"),
                text(row, "os"),
                tags(row, "source"));
    }

    private static Tags tags(Row row, String source) {
        return Tags.from(tag ->
                tag == Tag.SOURCE
                        ? text(row, source)
                        : Tag.SUBS.contains(tag) ? text(row, tag.label()) : "");
    }

    /// Empty for null.
    private static String text(Row row, String column) {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}
