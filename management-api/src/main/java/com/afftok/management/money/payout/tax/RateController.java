package com.afftok.management.money.payout.tax;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/admin/withholding-rates`
@Controller("/api/admin/withholding-rates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RateController {

    private final RateRepository rates;
    private final ChangeRates changes;
    private final ReadInTime read;
    private final Answers answers;

    RateController(RateRepository rates, ChangeRates changes, ReadInTime read, Answers answers) {
        this.rates = rates;
        this.changes = changes;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record View(
            long id,
            String country,
            String basis,
            BigDecimal percent,
            Instant validFrom,
            long createdBy,
            Instant createdAt) {

        static View of(RateRow row) {
            return new View(
                    row.id(),
                    row.country(),
                    row.basis(),
                    Tax.shown(row.percent()),
                    row.validFrom(),
                    row.createdBy(),
                    row.createdAt());
        }
    }

    @Serdeable
    record RateList(List<View> rates, @Nullable String nextCursor) {}

    @Get
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> list(Caller.Admin caller, @RequestBean RateSearch search) {
        Keyset asked = Keyset.of("withholding rates", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<RateRow> rows = rates.list(search, asked.read());
            return answers.ok(
                    new RateList(
                            asked.shown(rows, View::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Post
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> add(Caller.Admin caller, @Body NewRate wanted) {
        return answers.created(changes.add(caller, wanted), View::of);
    }

    @Delete("/{id}")
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> delete(Caller.Admin caller, long id) {
        return answers.saved(changes.delete(caller, id), _ -> Map.of());
    }
}
