package com.afftok.management.conversion;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.answer.Period;
import com.afftok.management.answer.TimeCursor;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/conversions`
@Controller("/api/conversions")
@Allow({Permission.OWN_CONVERSIONS, Permission.CONVERSIONS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversionController {

    private static final Detail TOO_MUCH =
            new Detail("from", "leaves too many conversions to be searched in time");

    private final ConversionRepository conversions;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;
    private final ObjectMapper json;
    private final InstantSource clock;

    ConversionController(
            ConversionRepository conversions,
            ReadInTime read,
            ClickNames names,
            Answers answers,
            ObjectMapper json,
            InstantSource clock) {
        this.conversions = conversions;
        this.read = read;
        this.names = names;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /// Whose conversions somebody sees; null is everybody's.
    private record Party(@Nullable Long promoter, @Nullable Long advertiser) {

        static Party of(Caller caller) {
            return switch (caller) {
                case Caller.Promoter promoter -> new Party(promoter.account().value(), null);
                case Caller.Advertiser advertiser -> new Party(null, advertiser.account().value());
                case Caller.Admin _ -> new Party(null, null);
            };
        }

        boolean isEverybody() {
            return promoter == null && advertiser == null;
        }

        boolean isPromoter() {
            return promoter != null;
        }
    }

    @Serdeable
    record ConversionList(List<ConversionView> conversions, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request, Caller caller, @RequestBean ConversionSearch search) {
        Checks checks = new Checks();
        int most = search.check(checks);
        Period period = Period.of(search.from(), search.to(), clock.instant(), checks);
        String name = search.clickId();
        ClickId click = name == null ? null : names.find(name).orElse(null);
        checks.that(name == null || click != null, "click_id", "must be the id of a click");
        String cursor = search.cursor();
        TimeCursor last = cursor == null ? null : TimeCursor.parse(cursor).orElse(null);
        checks.that(
                cursor == null || last != null, "cursor", "must be the next_cursor of an answer");
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        Party party = Party.of(caller);
        return read.answer(
                request,
                TOO_MUCH,
                () -> {
                    List<ConversionRow> rows = find(party, search, period, last, click, most + 1);
                    List<ConversionRow> shown = rows.stream().limit(most).toList();
                    return answers.ok(
                            new ConversionList(
                                    views(shown, party),
                                    rows.size() > most ? cursor(shown.getLast()) : null));
                });
    }

    private static String cursor(ConversionRow last) {
        return new TimeCursor(last.createdAt(), last.id()).text();
    }

    private List<ConversionRow> find(
            Party party,
            ConversionSearch search,
            Period period,
            @Nullable TimeCursor last,
            @Nullable ClickId click,
            int most) {
        return conversions.list(
                party.promoter(),
                party.advertiser(),
                period.from(),
                period.to(),
                last == null ? null : last.at(),
                last == null ? null : last.id(),
                search.status(),
                search.isHeld(),
                search.offerId(),
                search.linkId(),
                search.promoterId(),
                search.transactionId(),
                click == null ? null : click.uuid(),
                search.sub1(),
                search.sub2(),
                search.sub3(),
                search.sub4(),
                search.sub5(),
                most);
    }

    /// What came last, to see whether something arrived.
    @Get("/latest")
    HttpResponse<?> latest(HttpRequest<?> request, Caller caller) {
        Party party = Party.of(caller);
        Optional<ConversionRow> found =
                party.isEverybody()
                        ? conversions.latestOfAll()
                        : conversions.latest(party.promoter(), party.advertiser());
        return found.isPresent()
                ? answers.ok(view(found.get(), party))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Get("/{id}")
    HttpResponse<?> conversion(HttpRequest<?> request, Caller caller, ConversionId id) {
        Party party = Party.of(caller);
        Optional<ConversionRow> found =
                conversions.find(id.value(), party.promoter(), party.advertiser());
        if (found.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        ConversionRow row = found.get();
        List<ConversionDetails.CommissionView> commissions =
                conversions.commissions(row.advertiserId(), row.id(), party.promoter()).stream()
                        .map(share -> view(share, row.isRejected()))
                        .toList();
        return answers.ok(new ConversionDetails(view(row, party), commissions));
    }

    private List<ConversionView> views(List<ConversionRow> rows, Party party) {
        return rows.stream().map(row -> view(row, party)).toList();
    }

    private ConversionView view(ConversionRow row, Party party) {
        return ConversionView.of(row, names, party.isPromoter());
    }

    /// @param rejected whether nothing of it is earned
    private ConversionDetails.CommissionView view(CommissionRow row, boolean rejected) {
        try {
            return new ConversionDetails.CommissionView(
                    row.level(),
                    row.promoterId(),
                    ConversionView.amount(row.amount(), row.currency()),
                    ConversionView.amount(
                            rejected ? row.amount() : row.reversedAmount(), row.currency()),
                    row.currency(),
                    row.ruleId(),
                    Objects.requireNonNull(json.readValue(row.explanation(), JsonNode.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
