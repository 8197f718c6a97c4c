package com.afftok.edge.sale.statements;

import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.Posting;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Inserts a ledger entry with its postings. Booking an event twice violates its unique key.
public final class InsertEntry {

    private static final String SQL =
            """
            with entry as (
              insert into ledger_entries (
                advertiser_id, kind, event_key, conversion_id, reverses_id, memo)
              values ($1, $2, $3, $4,
                      (select id from ledger_entries where advertiser_id = $1 and event_key = $5),
                      $6)
              returning id
            )
            insert into ledger_postings (
              advertiser_id, entry_id, line, account, owner_id, currency, amount)
            select $1, entry.id, p.line, p.account, p.owner_id, p.currency, p.amount::numeric
              from entry,
                   unnest($7::text[], $8::bigint[], $9::text[], $10::text[])
                     with ordinality as p (account, owner_id, currency, amount, line)
            """;

    private InsertEntry() {}

    /// Inserts in order, because one entry may reverse another.
    public static void addTo(
            List<Future<?>> writes, SqlConnection connection, List<BusinessEvent> events) {
        for (BusinessEvent event : events) {
            for (LedgerEntry entry : BookEvent.book(event)) {
                writes.add(execute(connection, entry));
            }
        }
    }

    static Future<?> execute(SqlConnection connection, LedgerEntry entry) {
        List<Posting> postings = entry.postings();
        ConversionId conversion = entry.conversion();
        @Nullable Long[] owners = new @Nullable Long[postings.size()];
        for (int i = 0; i < owners.length; i++) {
            var owner = postings.get(i).owner();
            owners[i] = owner == null ? null : owner.value();
        }
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.tuple()
                                .addLong(entry.advertiser().value())
                                .addString(entry.kind().label())
                                .addString(entry.eventKey())
                                .addLong(conversion == null ? null : conversion.value())
                                .addString(entry.reverses())
                                .addString(entry.memo())
                                .addArrayOfString(
                                        postings.stream()
                                                .map(posting -> posting.account().label())
                                                .toArray(String[]::new))
                                .addValue(owners)
                                .addArrayOfString(
                                        postings.stream()
                                                .map(posting -> posting.amount().currency().code())
                                                .toArray(String[]::new))
                                .addArrayOfString(
                                        postings.stream()
                                                .map(posting -> text(posting))
                                                .toArray(String[]::new)));
    }

    private static String text(Posting posting) {
        return posting.amount().toBigDecimal().toPlainString();
    }
}
