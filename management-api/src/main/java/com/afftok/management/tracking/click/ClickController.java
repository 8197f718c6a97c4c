package com.afftok.management.tracking.click;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ClickNames;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/clicks`
@Controller("/api/clicks")
@Allow({Permission.OWN_CLICKS, Permission.FRAUD_DETECTION, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClickController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final ClickRepository clicks;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;
    private final InstantSource clock;

    ClickController(
            ClickRepository clicks,
            ReadInTime read,
            ClickNames names,
            Answers answers,
            InstantSource clock) {
        this.clicks = clicks;
        this.read = read;
        this.names = names;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record ClickList(List<ClickView> clicks, @Nullable String nextCursor) {}

    /// The account whose clicks are requested: the caller's own, or that of a named user.
    record Party(@Nullable Long promoter, @Nullable Long advertiser) {

        /// @throws InvalidRequest if the caller may not request them
        static Party of(Caller caller, ClickSearch search) {
            Long promoter = search.promoterId();
            Long advertiser = search.advertiserId();
            Fields fields = new Fields();
            Party party =
                    switch (caller) {
                        case Caller.Promoter own -> {
                            long id = own.account().value();
                            checkOwn(fields, "promoter_id", promoter, id);
                            yield new Party(id, advertiser);
                        }
                        case Caller.Advertiser own -> {
                            long id = own.account().value();
                            checkOwn(fields, "advertiser_id", advertiser, id);
                            yield new Party(promoter, id);
                        }
                        case Caller.Admin _ -> {
                            fields.check(
                                    promoter != null || advertiser != null,
                                    "promoter_id",
                                    Problem.NOT_WITHOUT,
                                    "advertiser_id");
                            yield new Party(promoter, advertiser);
                        }
                    };
            fields.end();
            return party;
        }

        private static void checkOwn(Fields fields, String field, @Nullable Long wanted, long own) {
            fields.check(wanted == null || wanted == own, field, Problem.NOT_YOURS);
        }
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @RequestBean ClickSearch search) {
        Party party = Party.of(caller, search);
        Period period = Period.of(search.from(), search.to(), clock.instant());
        Keyset asked = Keyset.of("clicks", caller, search.cursor(), search.limit());
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<ClickRow> rows = clicks.list(party, search, period, asked.read());
                    return answers.ok(
                            new ClickList(
                                    asked.shown(rows, row -> ClickView.of(row, names)),
                                    asked.next(rows, row -> Cursor.after(row.clickId()))));
                });
    }
}
