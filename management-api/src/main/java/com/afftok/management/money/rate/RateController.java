package com.afftok.management.money.rate;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/admin/exchange-rates`
@Controller("/api/admin/exchange-rates")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RateController {

    private final RateRepository rates;
    private final SaveRates save;
    private final ReadInTime read;
    private final Answers answers;

    RateController(RateRepository rates, SaveRates save, ReadInTime read, Answers answers) {
        this.rates = rates;
        this.save = save;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<RateView> rates, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record File(String csv) {

        File {
            Fields fields = new Fields();
            csv = fields.present("csv", csv);
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean RateSearch search) {
        Keyset asked = Keyset.of("exchange rates", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<RateRow> rows = rates.list(search, asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, RateView::of),
                            asked.next(
                                    rows,
                                    row -> Cursor.after(row.day(), row.base(), row.quote()))));
        });
    }

    @Put
    HttpResponse<?> change(Caller.Admin caller, @Body RateRequest rate) {
        return answers.found(save.change(caller, rate).orElse(null), ErrorCode.STATE_001);
    }

    @Post("/import")
    HttpResponse<?> read(Caller.Admin caller, @Body File file) {
        return answers.saved(save.run(caller, file.csv()), result -> result);
    }
}
