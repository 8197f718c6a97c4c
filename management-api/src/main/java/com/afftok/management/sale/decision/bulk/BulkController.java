package com.afftok.management.sale.decision.bulk;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.sale.decision.Actor;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/conversions/decisions`: decisions about many conversions, and the fate of each.
@Controller("/api/conversions/decisions")
@Allow({Permission.OWN_CONVERSIONS_DECIDE, Permission.CONVERSIONS_DECIDE})
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkController {

    private final BulkRepository bulks;
    private final StartBulk start;
    private final ReadInTime read;
    private final Answers answers;
    private final ObjectMapper json;

    BulkController(
            BulkRepository bulks,
            StartBulk start,
            ReadInTime read,
            Answers answers,
            ObjectMapper json) {
        this.bulks = bulks;
        this.start = start;
        this.read = read;
        this.answers = answers;
        this.json = json;
    }

    @Serdeable
    record Page(List<BulkView> decisions, @Nullable String nextCursor) {}

    /// @param problem of a refused one
    @Serdeable
    record ItemView(long conversionId, @Nullable String fate, @Nullable Detail problem) {}

    @Serdeable
    record Items(List<ItemView> conversions, @Nullable String nextCursor) {}

    @Introspected
    record Search(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Introspected
    record ItemSearch(
            @QueryValue @Nullable String fate,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        ItemSearch {
            Fields fields = new Fields();
            fields.oneOfOrNull("fate", fate, Fate.LABELS);
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Post
    @Idempotent
    HttpResponse<?> start(Caller caller, @Body BulkRequest body) {
        Outcome<BulkRow> outcome = start.start(caller, body);
        return answers.accepted(outcome, BulkView::begun);
    }

    @Get
    HttpResponse<?> list(Caller caller, @RequestBean Search search) {
        Keyset asked = Keyset.of("decisions", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<BulkRow> rows =
                    bulks.list(Actor.advertiser(caller), Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, this::view),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> decision(Caller caller, long id) {
        return answers.found(
                bulks.find(id, Actor.advertiser(caller)).map(this::view).orElse(null),
                ErrorCode.ROUTE_001);
    }

    @Get("/{id}/conversions")
    HttpResponse<?> conversions(
            HttpRequest<?> request, Caller caller, long id, @RequestBean ItemSearch search) {
        Keyset asked =
                Keyset.of("conversions of decision " + id, caller, search.cursor(), search.limit());
        return read.answer(() -> {
            if (bulks.find(id, Actor.advertiser(caller)).isEmpty()) {
                return answers.failed(request, ErrorCode.ROUTE_001);
            }
            List<ItemRow> rows =
                    bulks.items(id, search.fate(), Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new Items(
                            asked.shown(rows, this::view),
                            asked.next(rows, row -> Cursor.after(row.conversionId()))));
        });
    }

    private BulkView view(BulkRow row) {
        return BulkView.of(row, bulks.fates(row.id()));
    }

    private ItemView view(ItemRow row) {
        try {
            String problem = row.problem();
            return new ItemView(
                    row.conversionId(),
                    row.fate(),
                    problem == null ? null : json.readValue(problem, Detail.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
