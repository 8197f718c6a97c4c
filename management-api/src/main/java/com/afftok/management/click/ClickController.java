package com.afftok.management.click;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.answer.Period;
import com.afftok.management.conversion.ClickNames;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.id.ClickId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/clicks`
@Controller("/api/clicks")
@Allow({Permission.OWN_CLICKS, Permission.FRAUD_DETECTION})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClickController {

    private static final Detail TOO_MUCH =
            new Detail("from", "leaves too many clicks to be searched in time");

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

    /// Whose clicks are asked for: somebody's who asks, or anybody's who is named.
    private record Party(@Nullable Long promoter, @Nullable Long advertiser) {

        static Party of(Caller caller, ClickSearch search, Checks checks) {
            return switch (caller) {
                case Caller.Promoter promoter ->
                        new Party(
                                own(promoter, "promoter_id", search.promoterId(), checks),
                                search.advertiserId());
                case Caller.Advertiser advertiser ->
                        new Party(
                                search.promoterId(),
                                own(advertiser, "advertiser_id", search.advertiserId(), checks));
                case Caller.Admin _ -> {
                    checks.that(
                            search.promoterId() != null || search.advertiserId() != null,
                            "promoter_id",
                            "is required, unless there is an advertiser_id");
                    yield new Party(search.promoterId(), search.advertiserId());
                }
            };
        }

        private static long own(
                Caller.User caller, String name, @Nullable Long wanted, Checks checks) {
            long id = caller.account().value();
            checks.that(wanted == null || wanted == id, name, "must be absent, or your own id");
            return id;
        }
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @RequestBean ClickSearch search) {
        Checks checks = new Checks();
        int most = search.check(checks);
        Party party = Party.of(caller, search, checks);
        Period period = Period.of(search.from(), search.to(), clock.instant(), checks);
        String cursor = search.cursor();
        ClickId last = cursor == null ? null : names.find(cursor).orElse(null);
        checks.that(
                cursor == null || last != null, "cursor", "must be the next_cursor of an answer");
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<ClickView> found =
                            find(party, search, period, last, most).stream()
                                    .map(row -> ClickView.of(row, names))
                                    .toList();
                    return answers.ok(
                            new ClickList(
                                    found, found.size() < most ? null : found.getLast().clickId()));
                });
    }

    private List<ClickRow> find(
            Party party, ClickSearch search, Period period, @Nullable ClickId last, int most) {
        // Nothing that comes after the cursor is younger than it.
        Instant end =
                last == null || last.time().isAfter(period.to())
                        ? period.to()
                        : last.time().plusMillis(1);
        return clicks.list(
                party.promoter(),
                party.advertiser(),
                period.from(),
                end,
                last == null ? null : last.uuid(),
                search.offerId(),
                search.linkId(),
                search.bucket(),
                search.lowestScore(),
                search.country(),
                search.device(),
                search.browser(),
                search.os(),
                search.source(),
                search.sub1(),
                search.sub2(),
                search.sub3(),
                search.sub4(),
                search.sub5(),
                most);
    }
}
