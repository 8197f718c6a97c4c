package com.afftok.edge.conversion;

import com.afftok.shared.click.Tags;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads a click, which may not be written yet, or no longer be there.
final class SelectClick {

    private static final String SQL =
            """
            select bucket::text, country, device, browser, os, source, sub1, sub2, sub3, sub4, sub5
              from clicks
             where advertiser_id = $1 and click_id = $2 and clicked_at = $3
            """;

    private SelectClick() {}

    static Future<@Nullable ClickDetails> execute(
            SqlConnection connection, UserId advertiser, ClickId click) {
        return connection
                .preparedQuery(SQL)
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
                text(row, "country"),
                row.getString("device"),
                text(row, "browser"),
                text(row, "os"),
                new Tags(
                        text(row, "sub1"),
                        text(row, "sub2"),
                        text(row, "sub3"),
                        text(row, "sub4"),
                        text(row, "sub5"),
                        text(row, "source"),
                        "",
                        "",
                        "",
                        "",
                        ""));
    }

    private static String text(Row row, String column) {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}
