package com.afftok.management.money.statement;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/statements`
@Controller("/api/statements")
@Allow({Permission.OWN_BALANCE, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatementController {

    private final StatementRepository statements;
    private final ReadInTime read;
    private final Answers answers;

    StatementController(StatementRepository statements, ReadInTime read, Answers answers) {
        this.statements = statements;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record StatementList(List<StatementView> statements, @Nullable String nextCursor) {}

    @Serdeable
    record LineList(List<LineView> lines, @Nullable String nextCursor) {}

    @Serdeable
    record ChangeList(List<ChangeView> changes, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(Caller caller, @RequestBean StatementSearch search) {
        Keyset asked = Keyset.of("statements", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<StatementRow> rows =
                    statements.list(
                            promoter(caller), search, Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new StatementList(
                            asked.shown(rows, StatementView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> statement(HttpRequest<?> request, Caller caller, long id) {
        return of(
                request,
                caller,
                id,
                row -> answers.ok(StatementDetails.of(row, statements.sums(row.id()))));
    }

    @Get("/{id}/lines")
    HttpResponse<?> lines(
            HttpRequest<?> request, Caller caller, long id, @RequestBean LineSearch search) {
        Keyset asked =
                Keyset.of("lines of statement " + id, caller, search.cursor(), search.limit());
        return of(
                request,
                caller,
                id,
                statement -> {
                    Currency currency = Currency.of(statement.currency());
                    List<LineRow> rows =
                            statements.lines(id, Cursor.id(search.cursor()), asked.read());
                    return answers.ok(
                            new LineList(
                                    asked.shown(rows, row -> LineView.of(row, currency)),
                                    asked.next(rows, row -> Cursor.after(row.line()))));
                });
    }

    /// The postings that the statement sums up.
    @Get("/{id}/changes")
    HttpResponse<?> changes(
            HttpRequest<?> request, Caller caller, long id, @RequestBean ChangeSearch search) {
        Keyset asked =
                Keyset.of("changes of statement " + id, caller, search.cursor(), search.limit());
        return of(
                request,
                caller,
                id,
                statement -> {
                    Currency currency = Currency.of(statement.currency());
                    List<ChangeRow> rows =
                            statements.changes(
                                    statement,
                                    search.kind(),
                                    ChangeSearch.Last.of(search.cursor()),
                                    asked.read());
                    return answers.ok(
                            new ChangeList(
                                    asked.shown(rows, row -> ChangeView.of(row, currency)),
                                    asked.next(
                                            rows, row -> Cursor.after(row.entryId(), row.line()))));
                });
    }

    @Get(
            value = "/{id}/statement.csv",
            produces = {CsvText.MEDIA_TYPE, MediaType.APPLICATION_JSON})
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
                                WriteStatement.csv(
                                        row,
                                        statements.lines(id, null, WriteStatement.CSV_LINES))));
    }

    /// In Arabic where `Accept-Language` prefers it.
    @Get(
            value = "/{id}/statement.pdf",
            produces = {MediaType.APPLICATION_PDF, MediaType.APPLICATION_JSON})
    HttpResponse<?> pdf(HttpRequest<?> request, Caller caller, long id) {
        return of(
                request,
                caller,
                id,
                row -> {
                    boolean arabic = Languages.prefersArabic(request);
                    String language = arabic ? "ar" : "en";
                    return file(
                                    row,
                                    "-" + language + ".pdf",
                                    MediaType.APPLICATION_PDF,
                                    PrintPaper.pdf(
                                            WriteStatement.paper(
                                                    row,
                                                    statements.sums(id),
                                                    statements.lines(
                                                            id, null, WriteStatement.PDF_LINES),
                                                    arabic)))
                            .header(HttpHeaders.CONTENT_LANGUAGE, language);
                });
    }

    private HttpResponse<?> of(
            HttpRequest<?> request,
            Caller caller,
            long id,
            Function<StatementRow, HttpResponse<?>> answer) {
        return read.answer(() -> {
            Optional<StatementRow> found = statements.find(id, promoter(caller));
            return found.isPresent()
                    ? answer.apply(found.get())
                    : answers.failed(request, ErrorCode.ROUTE_001);
        });
    }

    private static MutableHttpResponse<?> file(
            StatementRow row, String ending, String type, Object content) {
        return HttpResponse.ok(content)
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"statement-%s-%s-%s%s\""
                                .formatted(
                                        row.promoterCode(), row.month(), row.currency(), ending));
    }

    /// Null for administrators. An advertiser has no statements.
    private static @Nullable AccountId promoter(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user.account();
            case Caller.Admin _ -> null;
        };
    }
}
