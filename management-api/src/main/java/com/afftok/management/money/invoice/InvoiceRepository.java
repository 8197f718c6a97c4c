package com.afftok.management.money.invoice;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements that read invoices.
@Singleton
final class InvoiceRepository {

    static final int MOST_CORRECTIONS = 100;

    private static final Columns<InvoiceRow> ROW = Columns.of(InvoiceRow.class);
    private static final Columns<LineRow> LINE = Columns.of(LineRow.class);
    private static final Columns<ChangeRow> CHANGE = Columns.of(ChangeRow.class);
    private static final Columns<InvoiceDetails.Correction> CORRECTION =
            Columns.of(InvoiceDetails.Correction.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<String> CURRENCY = field("currency", String.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<Integer> LINE_NUMBER = field("line", Integer.class);

    /// Payments, and credit notes of months, settle the oldest invoice first. A credit note that
    /// corrects an invoice reduces that invoice.
    private static final String ISSUED =
            """
            (select i.id, i.advertiser_id, i.number, i.type, to_char(i.month, 'YYYY-MM') as month, i.corrects,
                    o.number as corrects_number, e.id as entry_id, i.currency, i.net, i.tax_percent, i.tax, i.total,
                    d.demanded, s.settled,
                    case when s.settled = d.demanded then 'paid'
                         when i.due_on < cast(? as date) then 'overdue' else 'open' end as status,
                    i.reason, i.issued_at, to_char(i.due_on, 'YYYY-MM-DD') as due_on, i.language,
                    i.issuer_name, i.issuer_address, i.issuer_country, i.issuer_tax_id,
                    i.name, i.address, i.country, i.tax_id, m.opening, m.closing, m.pending, m.paid
               from invoices i
               left join invoices o on o.id = i.corrects
               left join ledger_entries e
                 on e.advertiser_id = i.advertiser_id and e.event_key = 'invoice:' || i.number
               left join advertiser_months m
                 on m.advertiser_id = i.advertiser_id and m.currency = i.currency and m.month = i.month
              cross join lateral (
                    select case when i.total <= 0 then 0 else i.total + coalesce((
                               select sum(c.total) from invoices c where c.corrects = i.id), 0) end as demanded) as d
              cross join lateral (
                    select coalesce(sum(b.total + coalesce((
                               select sum(c.total) from invoices c where c.corrects = b.id), 0)), 0) as demanded
                      from invoices b
                     where b.advertiser_id = i.advertiser_id and b.currency = i.currency and b.id < i.id
                       and b.total > 0) as before
              cross join lateral (
                    select coalesce((
                               select sum(p.amount)
                                 from ledger_entries l
                                 join ledger_postings p on p.advertiser_id = l.advertiser_id and p.entry_id = l.id
                                where l.advertiser_id = i.advertiser_id and l.kind = 'advertiser_payment'
                                  and p.account = 'advertiser' and p.currency = i.currency), 0)
                         - coalesce((
                               select sum(n.total) from invoices n
                                where n.advertiser_id = i.advertiser_id and n.currency = i.currency
                                  and n.corrects is null and n.total < 0), 0) as amount) as received
              cross join lateral (
                    select least(greatest(received.amount - before.demanded, 0), d.demanded) as settled) as s) as issued
            """;

    private static final Table<Record> CHANGES =
            table(
                    """
                    (select b.month, b.advertiser_id, b.currency, b.entry_id, b.booked, b.created_at, b.kind,
                            b.offer_id, b.conversion_id, c.transaction_id, b.amount
                       from billed_changes b
                       left join conversions c
                         on c.advertiser_id = b.advertiser_id and c.id = b.conversion_id) as changes
                    """);

    private final Statements statements;
    private final InstantSource clock;

    InvoiceRepository(Statements statements, InstantSource clock) {
        this.statements = statements;
        this.clock = clock;
    }

    private Table<Record> issued() {
        return table(ISSUED, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /// Newest first.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    /// @param before the last one of the previous page
    List<InvoiceRow> list(
            @Nullable AccountId advertiser,
            InvoiceSearch search,
            @Nullable Long before,
            int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(issued())
                                .where(
                                        of(advertiser)
                                                .is(ADVERTISER, search.advertiserId())
                                                .is(field("month", String.class), search.month())
                                                .is(field("status", String.class), search.status())
                                                .is(field("type", String.class), search.type())
                                                .is(CURRENCY, search.currency())
                                                .with(before, ID::lt)
                                                .all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<InvoiceRow> find(long id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(issued())
                                        .where(of(advertiser).is(ID, id).all()))
                .stream()
                .findFirst();
    }

    /// An advertiser sees its own; administrators see all.
    private static Filters of(@Nullable AccountId advertiser) {
        return new Filters().is(ADVERTISER, advertiser == null ? null : advertiser.value());
    }

    /// The first credit notes that correct an invoice, oldest first.
    List<InvoiceDetails.Correction> corrections(long invoice) {
        return statements.list(
                CORRECTION,
                sql ->
                        sql.select(CORRECTION.all())
                                .from(table("invoices"))
                                .where(field("corrects", Long.class).eq(invoice))
                                .orderBy(ID)
                                .limit(MOST_CORRECTIONS));
    }

    /// @param after the last one of the previous page
    List<LineRow> lines(long invoice, @Nullable Integer after, int limit) {
        return statements.list(
                LINE,
                sql ->
                        sql.select(LINE.all())
                                .from(table("invoice_lines"))
                                .where(ofInvoice(invoice).with(after, LINE_NUMBER::gt).all())
                                .orderBy(LINE_NUMBER)
                                .limit(limit));
    }

    Optional<LineRow> line(long invoice, int line) {
        return statements
                .list(
                        LINE,
                        sql ->
                                sql.select(LINE.all())
                                        .from(table("invoice_lines"))
                                        .where(ofInvoice(invoice).is(LINE_NUMBER, line).all()))
                .stream()
                .findFirst();
    }

    private static Filters ofInvoice(long invoice) {
        return new Filters().is(field("invoice_id", Long.class), invoice);
    }

    /// The changes that the invoice of a month sums up, in the order of the ledger.
    ///
    /// @param line restricts them to those of this line; null for all
    /// @param after the last one of the previous page
    List<ChangeRow> changes(
            InvoiceRow invoice,
            YearMonth month,
            @Nullable LineRow line,
            ChangeSearch.@Nullable Last after,
            int limit) {
        return statements.list(
                CHANGE,
                sql ->
                        sql.select(CHANGE.all())
                                .from(CHANGES)
                                .where(
                                        new Filters()
                                                .is(ADVERTISER, invoice.advertiserId())
                                                .is(CURRENCY, invoice.currency())
                                                .is(field("month", LocalDate.class), month.atDay(1))
                                                .is(KIND, line == null ? null : line.kind())
                                                .is(
                                                        field("offer_id", Long.class),
                                                        line == null ? null : line.offerId())
                                                .with(
                                                        after,
                                                        last ->
                                                                row(
                                                                                field(
                                                                                        "entry_id",
                                                                                        Long.class),
                                                                                KIND)
                                                                        .gt(
                                                                                last.entry(),
                                                                                last.kind()))
                                                .all())
                                .orderBy(field("entry_id"), KIND)
                                .limit(limit));
    }
}
