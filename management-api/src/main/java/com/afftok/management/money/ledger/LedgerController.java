package com.afftok.management.money.ledger;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/ledger`
@Controller("/api/ledger")
@Allow({Permission.OWN_BALANCE, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final PostingRepository postings;
    private final ReadInTime read;
    private final Answers answers;

    LedgerController(PostingRepository postings, ReadInTime read, Answers answers) {
        this.postings = postings;
        this.read = read;
        this.answers = answers;
    }

    /// A line of an entry.
    ///
    /// @param amount positive in favour of the account's owner
    /// @param usedBy the payout that used it
    /// @param reversesId the entry that this one reverses, wholly or in part
    /// @param memo a person's note
    @Serdeable
    record PostingView(
            long entryId,
            int line,
            Instant createdAt,
            String kind,
            String account,
            BigDecimal amount,
            String currency,
            long advertiserId,
            @Nullable Long conversionId,
            @Nullable Long payoutId,
            @Nullable Long usedBy,
            @Nullable Long reversesId,
            @Nullable String memo) {

        static PostingView of(PostingRow row) {
            return new PostingView(
                    row.entryId(),
                    row.line(),
                    row.createdAt(),
                    row.kind(),
                    row.account(),
                    Money.of(row.amount(), Currency.of(row.currency())).toBigDecimal(),
                    row.currency(),
                    row.advertiserId(),
                    row.conversionId(),
                    row.payoutId(),
                    row.usedBy(),
                    row.reversesId(),
                    row.memo());
        }
    }

    @Serdeable
    record PostingList(List<PostingView> postings, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @RequestBean LedgerSearch search) {
        Books books = Books.of(caller, search.accountId());
        Keyset asked =
                Keyset.of("ledger " + books.account(), caller, search.cursor(), search.limit());
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<PostingRow> rows = postings.list(books, search, asked.read());
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
}
