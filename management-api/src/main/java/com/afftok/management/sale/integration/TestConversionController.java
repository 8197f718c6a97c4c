package com.afftok.management.sale.integration;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.sale.conversion.ClickNames;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/test-conversions`: sales reported with test secrets. They are decided and
/// priced like real sales, and stored in a table that has no effect on money.
@Controller("/api/advertiser/test-conversions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_INTEGRATION_VIEW)
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
    HttpResponse<?> list(Caller.Advertiser caller, @RequestBean IdKeyset asked) {
        Keyset keyset = asked.keyset("test conversions", caller);
        return read.answer(() -> {
            List<TestConversionRepository.Row> rows =
                    conversions.list(caller.account().value(), asked.before(), keyset.read());
            return answers.ok(
                    new Page(
                            keyset.shown(rows, row -> TestConversionView.of(row, clicks)),
                            keyset.next(rows, row -> Cursor.after(row.id()))));
        });
    }
}
