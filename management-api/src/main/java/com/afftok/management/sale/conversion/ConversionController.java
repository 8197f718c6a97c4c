package com.afftok.management.sale.conversion;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/conversions`
@Controller("/api/conversions")
@Allow({Permission.OWN_CONVERSIONS, Permission.CONVERSIONS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversionController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final ConversionRepository conversions;
    private final ShowConversion show;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;
    private final InstantSource clock;

    ConversionController(
            ConversionRepository conversions,
            ShowConversion show,
            ReadInTime read,
            ClickNames names,
            Answers answers,
            InstantSource clock) {
        this.conversions = conversions;
        this.show = show;
        this.read = read;
        this.names = names;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record ConversionList(List<ConversionView> conversions, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request, Caller caller, @RequestBean ConversionSearch search) {
        ClickId click = search.click(names);
        Party party = Party.of(caller);
        Period period = Period.of(search.from(), search.to(), clock.instant());
        Keyset asked = Keyset.of("conversions", caller, search.cursor(), search.limit());
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<ConversionRow> rows =
                            conversions.list(party, search, period, click, asked.read());
                    return answers.ok(
                            new ConversionList(
                                    asked.shown(rows, row -> show.view(row, party)),
                                    asked.next(
                                            rows, row -> Cursor.after(row.createdAt(), row.id()))));
                });
    }

    /// Claims of browsers that wait for a decision.
    @Get("/claims")
    HttpResponse<?> claims(Caller caller, @RequestBean ClaimSearch search) {
        Party party = Party.of(caller);
        Keyset asked = Keyset.of("claims", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<ConversionRow> rows = conversions.claims(party, search, asked.read());
            return answers.ok(
                    new ConversionList(
                            asked.shown(rows, row -> show.view(row, party)),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    /// The newest conversion, so that integrations can be tested.
    @Get("/latest")
    HttpResponse<?> latest(HttpRequest<?> request, Caller caller) {
        Party party = Party.of(caller);
        Optional<ConversionRow> found =
                party.isEverybody() ? conversions.latestOfAll() : conversions.latest(party);
        return found.isPresent()
                ? answers.ok(show.view(found.get(), party))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Get("/{id}")
    HttpResponse<?> conversion(Caller caller, ConversionId id) {
        return answers.found(show.to(caller, id).orElse(null), ErrorCode.ROUTE_001);
    }
}
