package com.afftok.management.money.invoice.issue;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about corrections of invoices.
@Singleton
final class CreditRepository {

    private static final Columns<Corrected> INVOICE = Columns.of(Corrected.class);
    private static final Columns<CorrectedLine> LINE = Columns.of(CorrectedLine.class);
    private static final Field<Integer> LINE_NUMBER = field("line", Integer.class);

    private static final String FIND =
            """
            select i.advertiser_id, i.currency, i.net, i.tax_percent, i.tax, i.total, i.corrects is not null as corrects,
                   coalesce(-c.net, 0) as credited, coalesce(-c.tax, 0) as credited_tax,
                   i.name, i.address, i.country, i.tax_id, i.language
              from invoices i
             cross join lateral (select sum(net) as net, sum(tax) as tax from invoices where corrects = i.id) as c
             where i.id = ?
            """;

    /// Positive lines, with what earlier credit notes have returned of them.
    private static final String LINES =
            """
            (select l.invoice_id, l.line, l.offer_id, l.offer_title, l.amount,
                    coalesce((select -sum(c.amount)
                                from invoices i join invoice_lines c on c.invoice_id = i.id
                               where i.corrects = l.invoice_id and c.corrects = l.line), 0) as credited
               from invoice_lines l
              where l.amount > 0) as lines
            """;

    private static final String ADD_LINES =
            """
            insert into invoice_lines (invoice_id, line, kind, offer_id, offer_title, corrects, changes, amount)
            select ?, l.place, 'credit', l.offer, l.title, l.corrects, 0, l.amount
              from unnest(?, ?, ?, ?) with ordinality as l (offer, title, corrects, amount, place)
            """;

    private final Statements statements;

    CreditRepository(Statements statements) {
        this.statements = statements;
    }

    /// An invoice that is to be corrected.
    ///
    /// @param corrects whether it is a correction itself
    /// @param credited what earlier credit notes have returned, before tax
    @Introspected
    record Corrected(
            long advertiserId,
            String currency,
            BigDecimal net,
            BigDecimal taxPercent,
            BigDecimal tax,
            BigDecimal total,
            boolean corrects,
            BigDecimal credited,
            BigDecimal creditedTax,
            String name,
            String address,
            String country,
            @Nullable String taxId,
            String language) {

        Document.Recipient to() {
            return new Document.Recipient(name, address, country, taxId, language);
        }
    }

    /// A line of it.
    @Introspected
    record CorrectedLine(
            int line,
            @Nullable Long offerId,
            @Nullable String offerTitle,
            BigDecimal amount,
            BigDecimal credited) {}

    /// A line of a credit note.
    ///
    /// @param corrects the line of the invoice, if it corrects one
    /// @param amount negative
    record CreditLine(
            @Nullable Long offerId,
            @Nullable String offerTitle,
            @Nullable Integer corrects,
            BigDecimal amount) {}

    /// Locks the corrections of an invoice until the end of the transaction.
    Optional<Corrected> lock(long invoice) {
        return statements.run(sql -> {
            sql.execute(
                    "select pg_advisory_xact_lock(hashtextextended('credit of invoice', ?))",
                    invoice);
            return sql.resultQuery(FIND, invoice).fetch(INVOICE::row).stream().findFirst();
        });
    }

    List<CorrectedLine> lines(long invoice, List<Integer> lines) {
        return statements.list(
                LINE,
                sql ->
                        sql.select(LINE.all())
                                .from(table(LINES))
                                .where(
                                        field("invoice_id", Long.class).eq(invoice),
                                        LINE_NUMBER.in(lines)));
    }

    void add(long note, List<CreditLine> lines) {
        BoundColumns<CreditLine> of = new BoundColumns<>(lines);
        statements.run(sql ->
                sql.execute(
                        ADD_LINES,
                        note,
                        of.longs(CreditLine::offerId),
                        of.texts(CreditLine::offerTitle),
                        of.ints(CreditLine::corrects),
                        of.amounts(CreditLine::amount)));
    }
}
