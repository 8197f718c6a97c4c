package com.afftok.management.money.margin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/api/admin/margin`: the report, and the postings of which it is the sum.
@Controller("/api/admin/margin")
@Allow(Permission.ANALYTICS_REVENUE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MarginController {

    private static final int MOST_ROWS = 5_000;
    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final MarginRepository margin;
    private final ReadInTime read;
    private final Answers answers;
    private final InstantSource clock;

    MarginController(
            MarginRepository margin, ReadInTime read, Answers answers, InstantSource clock) {
        this.margin = margin;
        this.read = read;
        this.answers = answers;
        this.clock = clock;
    }

    /// A posting of the platform.
    ///
    /// @param amount negative if the platform paid
    /// @param memo a person's note
    @Serdeable
    record PostingView(
            long entryId,
            int line,
            Instant createdAt,
            String kind,
            long advertiserId,
            @Nullable Long offerId,
            @Nullable Long conversionId,
            BigDecimal amount,
            String currency,
            @Nullable String memo) {

        static PostingView of(PostingRow row) {
            return new PostingView(
                    row.entryId(),
                    row.line(),
                    row.createdAt(),
                    row.kind(),
                    row.advertiserId(),
                    row.offerId(),
                    row.conversionId(),
                    Money.of(row.amount(), Currency.of(row.currency())).toBigDecimal(),
                    row.currency(),
                    row.memo());
        }
    }

    @Serdeable
    record PostingList(List<PostingView> postings, @Nullable String nextCursor) {}

    @Get("/postings")
    HttpResponse<?> postings(
            HttpRequest<?> request, Caller.Admin caller, @RequestBean PostingSearch search) {
        Period period = Period.of(search.from(), search.to(), clock.instant());
        Keyset asked = Keyset.of("platform postings", caller, search.cursor(), search.limit());
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<PostingRow> rows = margin.postings(period, search, asked.read());
                    return answers.ok(
                            new PostingList(
                                    asked.shown(rows, PostingView::of),
                                    asked.next(
                                            rows,
                                            row ->
                                                    Cursor.after(
                                                            row.createdAt(),
                                                            row.entryId(),
                                                            row.line()))));
                });
    }

    @Get
    HttpResponse<?> margin(HttpRequest<?> request, @RequestBean MarginSearch search) {
        Period period = Period.of(search.from(), search.to(), clock.instant());
        String group = Objects.requireNonNullElse(search.group(), "month");
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<MarginRow> rows =
                            margin.sums(period, group, search.currency(), MOST_ROWS + 1);
                    return rows.size() > MOST_ROWS
                            ? answers.failed(request, ErrorCode.VALID_001, TOO_MUCH)
                            : answers.ok(MarginView.of(period.from(), period.to(), group, rows));
                });
    }
}
