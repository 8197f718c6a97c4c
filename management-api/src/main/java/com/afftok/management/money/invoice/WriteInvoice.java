package com.afftok.management.money.invoice;

import com.afftok.management.platform.answer.CsvText;
import com.afftok.management.platform.paper.Paper;
import com.afftok.management.platform.paper.Paper.Column;
import com.afftok.management.platform.paper.Paper.Fact;
import com.afftok.management.platform.paper.Paper.Row;
import com.afftok.management.platform.paper.Paper.Table;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes a document as CSV, or for print. Both contain the first lines and the sum of the rest.
final class WriteInvoice {

    static final int CSV_LINES = 10_000;
    static final int PDF_LINES = 500;

    private WriteInvoice() {}

    static String csv(InvoiceRow invoice, List<LineRow> lines) {
        Currency currency = Currency.of(invoice.currency());
        CsvText csv =
                new CsvText()
                        .row(
                                "number",
                                "kind",
                                "offer_id",
                                "offer_title",
                                "changes",
                                "amount",
                                "currency");
        for (LineRow line : lines) {
            csv.row(
                    invoice.number(),
                    line.kind(),
                    line.offerId(),
                    line.offerTitle(),
                    line.changes(),
                    InvoiceView.amount(line.amount(), currency),
                    currency);
        }
        BigDecimal rest = rest(invoice, lines);
        if (rest.signum() != 0) {
            csv.row(sum(invoice, "rest", rest));
        }
        return csv.row(sum(invoice, "net", invoice.net()))
                .row(sum(invoice, "tax", invoice.tax()))
                .row(sum(invoice, "total", invoice.total()))
                .toString();
    }

    private static Object[] sum(InvoiceRow invoice, String kind, BigDecimal amount) {
        Currency currency = Currency.of(invoice.currency());
        return new Object[] {
            invoice.number(), kind, "", "", "", InvoiceView.amount(amount, currency), currency
        };
    }

    private static BigDecimal rest(InvoiceRow invoice, List<LineRow> lines) {
        BigDecimal rest = invoice.net();
        for (LineRow line : lines) {
            rest = rest.subtract(line.amount());
        }
        return rest;
    }

    static Paper paper(InvoiceRow invoice, List<LineRow> lines, boolean arabic) {
        Currency currency = Currency.of(invoice.currency());
        List<Table> tables = new ArrayList<>();
        tables.add(amounts(invoice, lines, currency, arabic));
        InvoiceDetails.AccountView account = InvoiceDetails.AccountView.of(invoice);
        if (account != null) {
            tables.add(account(account, arabic));
        }
        return new Paper(
                arabic,
                Word.of(invoice.type()).in(arabic) + " " + invoice.number(),
                facts(invoice, arabic),
                tables,
                Word.NOTE.in(arabic));
    }

    private static List<Fact> facts(InvoiceRow invoice, boolean arabic) {
        List<Fact> facts = new ArrayList<>();
        party(
                facts,
                Word.FROM,
                invoice.issuerName(),
                invoice.issuerAddress() + "\n" + invoice.issuerCountry(),
                invoice.issuerTaxId(),
                arabic);
        party(
                facts,
                Word.TO,
                invoice.name(),
                invoice.address() + "\n" + invoice.country(),
                invoice.taxId(),
                arabic);
        add(facts, Word.MONTH, invoice.month(), arabic);
        add(facts, Word.CORRECTS, invoice.correctsNumber(), arabic);
        add(facts, Word.REASON, invoice.reason(), arabic);
        add(
                facts,
                Word.ISSUED,
                invoice.issuedAt().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                arabic);
        add(facts, Word.DUE, invoice.total().signum() > 0 ? invoice.dueOn() : null, arabic);
        add(facts, Word.CURRENCY, invoice.currency(), arabic);
        return facts;
    }

    private static void party(
            List<Fact> facts,
            Word label,
            String name,
            String address,
            @Nullable String taxId,
            boolean arabic) {
        add(facts, label, name, arabic);
        facts.add(new Fact("", address));
        add(facts, Word.TAX_ID, taxId, arabic);
    }

    private static void add(List<Fact> facts, Word label, @Nullable String value, boolean arabic) {
        if (value != null) {
            facts.add(new Fact(label.in(arabic), value));
        }
    }

    private static Table amounts(
            InvoiceRow invoice, List<LineRow> lines, Currency currency, boolean arabic) {
        List<Row> rows = new ArrayList<>();
        for (LineRow line : lines) {
            rows.add(
                    new Row(
                            false,
                            List.of(
                                    Word.of(line.kind()).in(arabic),
                                    Objects.requireNonNullElse(line.offerTitle(), ""),
                                    line.changes() == 0 ? "" : Long.toString(line.changes()),
                                    amount(line.amount(), currency))));
        }
        BigDecimal rest = rest(invoice, lines);
        if (rest.signum() != 0) {
            rows.add(new Row(false, List.of(Word.REST.in(arabic), "", "", amount(rest, currency))));
        }
        rows.add(sum(Word.NET.in(arabic), invoice.net(), currency));
        rows.add(
                sum(
                        Word.TAX
                                .in(arabic)
                                .formatted(
                                        invoice.taxPercent().stripTrailingZeros().toPlainString()),
                        invoice.tax(),
                        currency));
        rows.add(sum(Word.TOTAL.in(arabic), invoice.total(), currency));
        return new Table(
                List.of(
                        new Column(Word.DETAILS.in(arabic), 4, false),
                        new Column(Word.OFFER.in(arabic), 4, false),
                        new Column(Word.NUMBER.in(arabic), 1, true),
                        new Column(Word.AMOUNT.in(arabic), 2, true)),
                rows);
    }

    private static Row sum(String label, BigDecimal amount, Currency currency) {
        return new Row(true, List.of(label, "", "", amount(amount, currency)));
    }

    private static Table account(InvoiceDetails.AccountView account, boolean arabic) {
        return new Table(
                List.of(
                        new Column(Word.ACCOUNT.in(arabic), 7, false),
                        new Column(Word.AMOUNT.in(arabic), 4, true)),
                List.of(
                        plain(Word.OPENING, account.opening(), arabic),
                        plain(Word.PAID, account.paid(), arabic),
                        plain(Word.CLOSING, account.closing(), arabic),
                        plain(Word.PENDING, account.pending(), arabic)));
    }

    private static Row plain(Word label, BigDecimal amount, boolean arabic) {
        return new Row(false, List.of(label.in(arabic), amount.toPlainString()));
    }

    private static String amount(BigDecimal amount, Currency currency) {
        return InvoiceView.amount(amount, currency).toPlainString();
    }
}
