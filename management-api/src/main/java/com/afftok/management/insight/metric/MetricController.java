package com.afftok.management.insight.metric;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.display.Display;
import com.afftok.management.money.display.Displays;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/admin/metrics`: the figures of a period, by default of the last 30 days. Money is shown to
/// callers with `analytics.revenue` alone.
@Controller("/api/admin/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.DASHBOARD)
final class MetricController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final MetricRepository metrics;
    private final Displays displays;
    private final ReadInTime read;
    private final InstantSource clock;
    private final Answers answers;

    MetricController(
            MetricRepository metrics,
            Displays displays,
            ReadInTime read,
            InstantSource clock,
            Answers answers) {
        this.metrics = metrics;
        this.displays = displays;
        this.read = read;
        this.clock = clock;
        this.answers = answers;
    }

    @Get
    HttpResponse<?> metrics(
            HttpRequest<?> request, Caller.Admin caller, @RequestBean Days.Query query) {
        Days period = Days.of(query, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Instant begin = period.begin();
        Instant end = period.end();
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<MoneyRow> money =
                            caller.may(Permission.ANALYTICS_REVENUE)
                                    ? metrics.money(begin, end)
                                    : null;
                    return answers.ok(
                            MetricsView.of(
                                    period,
                                    metrics.users(begin, end),
                                    metrics.offers(begin, end),
                                    metrics.clicks(begin, end),
                                    metrics.conversions(begin, end),
                                    money,
                                    display(money, query, period)));
                });
    }

    private @Nullable Display display(
            @Nullable List<MoneyRow> money, Days.Query query, Days period) {
        return money == null
                ? null
                : displays.in(
                        query.display(),
                        period.to(),
                        money.stream().map(row -> Currency.of(row.currency())).toList());
    }
}
