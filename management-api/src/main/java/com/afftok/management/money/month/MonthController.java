package com.afftok.management.money.month;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/api/admin/months`
@Controller("/api/admin/months")
@Allow(Permission.INVOICES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MonthController {

    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");

    private final MonthRepository months;
    private final CloseMonth close;
    private final ReadInTime read;
    private final Answers answers;
    private final InstantSource clock;

    MonthController(
            MonthRepository months,
            CloseMonth close,
            ReadInTime read,
            Answers answers,
            InstantSource clock) {
        this.months = months;
        this.close = close;
        this.read = read;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record MonthList(List<MonthView> months, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean MonthSearch search) {
        Keyset asked = Keyset.of("months", caller, search.cursor(), search.limit());
        YearMonth current = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return read.answer(() -> {
            List<MonthRow> rows =
                    months.list(current, MonthSearch.last(search.cursor()), asked.read());
            return answers.ok(
                    new MonthList(
                            asked.shown(rows, MonthView::of),
                            asked.next(rows, row -> Cursor.after(row.number()))));
        });
    }

    @Post("/{month}/close")
    @FreshProof
    HttpResponse<?> close(Caller.Admin caller, String month) {
        Fields fields = new Fields();
        fields.matching("month", month, MONTH, Problem.NOT_A_MONTH);
        fields.end();
        return answers.saved(close.close(caller, YearMonth.parse(month)), MonthView::of);
    }
}
