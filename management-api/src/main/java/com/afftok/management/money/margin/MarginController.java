package com.afftok.management.money.margin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// `/api/admin/margin`
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
