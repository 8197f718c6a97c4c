package com.afftok.management.money.reconcile;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/admin/reconciliations`
@Controller("/api/admin/reconciliations")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReconciliationController {

    private static final Argument<List<Compared>> COMPARISONS = Argument.listOf(Compared.class);

    private final ReconciliationRepository stored;
    private final ReadInTime read;
    private final Answers answers;
    private final ObjectMapper json;

    ReconciliationController(
            ReconciliationRepository stored, ReadInTime read, Answers answers, ObjectMapper json) {
        this.stored = stored;
        this.read = read;
        this.answers = answers;
        this.json = json;
    }

    @Introspected
    record Search(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    /// A run without its comparisons.
    @Serdeable
    record Line(long id, Instant startedAt, Instant finishedAt, long compared, long differences) {

        static Line of(ReconciliationRow row) {
            return new Line(
                    row.id(), row.startedAt(), row.finishedAt(), row.compared(), row.differences());
        }
    }

    @Serdeable
    record Page(List<Line> reconciliations, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(Caller caller, @RequestBean Search search) {
        Keyset asked = Keyset.of("reconciliations", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<ReconciliationRow> rows = stored.list(Cursor.id(search.cursor()), asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, Line::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> reconciliation(long id) {
        return answers.found(stored.find(id).map(this::view).orElse(null), ErrorCode.ROUTE_001);
    }

    private Reconciliation view(ReconciliationRow row) {
        return new Reconciliation(
                row.id(),
                row.startedAt(),
                row.finishedAt(),
                row.compared(),
                row.differences(),
                comparisons(row.results()));
    }

    private List<Compared> comparisons(String results) {
        try {
            return json.readValue(results, COMPARISONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
