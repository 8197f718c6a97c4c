package com.afftok.management.money.payout.batch;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.money.payout.file.WritePain;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.CsvText;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/admin/payout-batches`
@Controller("/api/admin/payout-batches")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BatchController {

    private static final int LONGEST = 500;

    private final BatchRepository batches;
    private final MakeBatch make;
    private final DownloadFile files;
    private final ReadInTime read;
    private final Answers answers;

    BatchController(
            BatchRepository batches,
            MakeBatch make,
            DownloadFile files,
            ReadInTime read,
            Answers answers) {
        this.batches = batches;
        this.make = make;
        this.files = files;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record BatchList(List<BatchView> batches, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record Cancel(String reason) {

        Cancel {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, LONGEST);
            fields.end();
        }
    }

    @Introspected
    record FileSearch(@QueryValue @Nullable String format) {

        FileSearch {
            Fields fields = new Fields();
            format = fields.oneOf("format", format, Set.of(DownloadFile.CSV, DownloadFile.PAIN));
            fields.end();
        }
    }

    @Post
    @Idempotent
    HttpResponse<?> make(Caller.Admin caller, @Body BatchRequest wanted) {
        return answers.created(make.make(caller, wanted), BatchView::of);
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean BatchSearch search) {
        Keyset asked = Keyset.of("payout batches", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<BatchRow> rows = batches.list(search, asked.read());
            return answers.ok(
                    new BatchList(
                            asked.shown(rows, BatchView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> batch(HttpRequest<?> request, long id) {
        return read.answer(() ->
                batches.find(id)
                        .<HttpResponse<?>>map(
                                row -> answers.ok(BatchView.Details.of(row, batches.states(id))))
                        .orElseGet(() -> answers.failed(request, ErrorCode.ROUTE_001)));
    }

    @Post("/{id}/cancel")
    @FreshProof
    HttpResponse<?> cancel(
            HttpRequest<?> request, Caller.Admin caller, long id, @Body Cancel body) {
        return switch (make.cancel(caller, id, body.reason())) {
            case MakeBatch.Cancellation.Cancelled(BatchRow now) -> answers.ok(BatchView.of(now));
            case MakeBatch.Cancellation.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case MakeBatch.Cancellation.Impossible(Detail why, BatchRow now) ->
                    answers.exists(request, ErrorCode.PAYOUT_002, BatchView.of(now), why);
        };
    }

    @Get(
            value = "/{id}/file",
            produces = {CsvText.MEDIA_TYPE, WritePain.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @FreshProof
    HttpResponse<?> file(
            HttpRequest<?> request, Caller.Admin caller, long id, @RequestBean FileSearch search) {
        String format = Fields.required("format", search.format());
        Optional<BatchRow> batch = batches.find(id);
        if (batch.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        return switch (files.prepare(caller, batch.get(), format)) {
            case DownloadFile.Preparation.Invalid(Detail why) ->
                    answers.invalid(request, List.of(why));
            case DownloadFile.Preparation.Impossible(Detail why, BatchRow now) ->
                    answers.exists(request, ErrorCode.PAYOUT_002, BatchView.of(now), why);
            case DownloadFile.Preparation.Ready ready -> read.answer(() -> file(ready, format));
        };
    }

    private HttpResponse<?> file(DownloadFile.Preparation.Ready ready, String format) {
        return HttpResponse.ok(files.write(ready))
                .contentType(DownloadFile.mediaType(format) + "; charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"payouts-%d.%s\""
                                .formatted(
                                        ready.batch().id(),
                                        format.equals(DownloadFile.PAIN) ? "xml" : "csv"));
    }
}
