package com.afftok.management.money.invoice;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.CsvText;
import com.afftok.management.platform.answer.Languages;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.paper.PrintPaper;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/invoices`, and the list of all advertisers' invoices for administrators.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InvoiceController {

    private final InvoiceRepository invoices;
    private final ShowInvoice show;
    private final ReadInTime read;
    private final Answers answers;

    InvoiceController(
            InvoiceRepository invoices, ShowInvoice show, ReadInTime read, Answers answers) {
        this.invoices = invoices;
        this.show = show;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record InvoiceList(List<InvoiceView> invoices, @Nullable String nextCursor) {}

    @Serdeable
    record LineList(List<InvoiceView.LineView> lines, @Nullable String nextCursor) {}

    @Serdeable
    record ChangeList(List<InvoiceView.ChangeView> changes, @Nullable String nextCursor) {}

    @Get("/admin/invoices")
    @Allow(Permission.INVOICES)
    HttpResponse<?> all(Caller.Admin caller, @RequestBean InvoiceSearch search) {
        return list(caller, search);
    }

    @Get("/advertiser/invoices")
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> list(Caller caller, @RequestBean InvoiceSearch search) {
        AccountId own = advertiser(caller);
        Long wanted = search.advertiserId();
        new Fields()
                .check(
                        own == null || wanted == null || wanted == own.value(),
                        "advertiser_id",
                        Problem.NOT_YOURS)
                .end();
        Keyset asked = Keyset.of("invoices", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<InvoiceRow> rows =
                    invoices.list(own, search, Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new InvoiceList(
                            asked.shown(rows, InvoiceView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/advertiser/invoices/{id}")
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> invoice(HttpRequest<?> request, Caller caller, long id) {
        return of(request, caller, id, row -> answers.ok(show.details(row)));
    }

    @Get("/advertiser/invoices/{id}/lines")
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> lines(
            HttpRequest<?> request, Caller caller, long id, @RequestBean LineSearch search) {
        Keyset asked = Keyset.of("lines of invoice " + id, caller, search.cursor(), search.limit());
        return of(
                request,
                caller,
                id,
                invoice -> {
                    Currency currency = Currency.of(invoice.currency());
                    List<LineRow> rows =
                            invoices.lines(id, LineSearch.last(search.cursor()), asked.read());
                    return answers.ok(
                            new LineList(
                                    asked.shown(
                                            rows, row -> InvoiceView.LineView.of(row, currency)),
                                    asked.next(rows, row -> Cursor.after(row.line()))));
                });
    }

    /// The sales, reversals, adjustments and bonuses that the invoice, or a line of it, sums up.
    @Get("/advertiser/invoices/{id}/changes")
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> changes(
            HttpRequest<?> request, Caller caller, long id, @RequestBean ChangeSearch search) {
        Keyset asked =
                Keyset.of("changes of invoice " + id, caller, search.cursor(), search.limit());
        return of(
                request,
                caller,
                id,
                invoice -> {
                    Integer number = search.line();
                    LineRow line = number == null ? null : invoices.line(id, number).orElse(null);
                    if (number != null && line == null) {
                        return answers.failed(request, ErrorCode.ROUTE_001);
                    }
                    Currency currency = Currency.of(invoice.currency());
                    List<ChangeRow> rows = changes(invoice, line, search, asked.read());
                    return answers.ok(
                            new ChangeList(
                                    asked.shown(
                                            rows, row -> InvoiceView.ChangeView.of(row, currency)),
                                    asked.next(
                                            rows, row -> Cursor.after(row.entryId(), row.kind()))));
                });
    }

    /// None of a correction.
    private List<ChangeRow> changes(
            InvoiceRow invoice, @Nullable LineRow line, ChangeSearch search, int limit) {
        if (invoice.month() == null) {
            return List.of();
        }
        return invoices.changes(
                invoice,
                YearMonth.parse(invoice.month()),
                line,
                ChangeSearch.Last.of(search.cursor()),
                limit);
    }

    @Get(
            value = "/advertiser/invoices/{id}/invoice.csv",
            produces = {CsvText.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> csv(HttpRequest<?> request, Caller caller, long id) {
        return of(
                request,
                caller,
                id,
                row ->
                        file(
                                row,
                                ".csv",
                                CsvText.CONTENT_TYPE,
                                WriteInvoice.csv(
                                        row, invoices.lines(id, null, WriteInvoice.CSV_LINES))));
    }

    /// In the language of the document, unless `Accept-Language` names English or Arabic.
    @Get(
            value = "/advertiser/invoices/{id}/invoice.pdf",
            produces = {MediaType.APPLICATION_PDF, MediaType.APPLICATION_JSON})
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> pdf(HttpRequest<?> request, Caller caller, long id) {
        return of(
                request,
                caller,
                id,
                row -> {
                    String language = Languages.preferred(request).orElse(row.language());
                    byte[] pdf =
                            PrintPaper.pdf(
                                    WriteInvoice.paper(
                                            row,
                                            invoices.lines(id, null, WriteInvoice.PDF_LINES),
                                            language.equals("ar")));
                    return file(row, "-" + language + ".pdf", MediaType.APPLICATION_PDF, pdf)
                            .header(HttpHeaders.CONTENT_LANGUAGE, language);
                });
    }

    private HttpResponse<?> of(
            HttpRequest<?> request,
            Caller caller,
            long id,
            Function<InvoiceRow, HttpResponse<?>> answer) {
        return read.answer(() -> {
            Optional<InvoiceRow> found = invoices.find(id, advertiser(caller));
            return found.isPresent()
                    ? answer.apply(found.get())
                    : answers.failed(request, ErrorCode.ROUTE_001);
        });
    }

    private static MutableHttpResponse<?> file(
            InvoiceRow row, String ending, String type, Object content) {
        return HttpResponse.ok(content)
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s%s\""
                                .formatted(row.type().replace('_', '-'), row.number(), ending));
    }

    /// Null for administrators.
    private static @Nullable AccountId advertiser(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user.account();
            case Caller.Admin _ -> null;
        };
    }
}
