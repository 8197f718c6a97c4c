package com.afftok.management.integration;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Failure;
import com.afftok.management.answer.Keyset;
import com.afftok.management.conversion.ClickNames;
import com.afftok.management.read.ReadInTime;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/test-conversions`: what an advertiser reported with test credentials. It was
/// decided and priced like a real sale, and is kept where no money is.
@Controller("/api/advertiser/test-conversions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_INTEGRATION)
final class TestConversionController {

    private final TestConversionRepository conversions;
    private final ReadInTime read;
    private final ClickNames clicks;
    private final Answers answers;

    TestConversionController(
            TestConversionRepository conversions,
            ReadInTime read,
            ClickNames clicks,
            Answers answers) {
        this.conversions = conversions;
        this.read = read;
        this.clicks = clicks;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<TestConversionView> testConversions, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller.Advertiser caller,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {
        List<Failure.Detail> problems = Keyset.check(cursor, limit).problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        Keyset asked = Keyset.of(cursor, limit);
        return read.answer(
                request,
                () -> {
                    List<TestConversionRow> rows =
                            conversions.list(
                                    caller.account().value(), asked.before(), asked.read());
                    return answers.ok(
                            new Page(
                                    asked.shown(rows).stream()
                                            .map(row -> TestConversionView.of(row, clicks))
                                            .toList(),
                                    asked.next(rows, TestConversionRow::id)));
                });
    }
}
