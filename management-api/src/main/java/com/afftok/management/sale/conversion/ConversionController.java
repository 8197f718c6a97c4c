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
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.math.BigDecimal;
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

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

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

    /// The account whose conversions the caller sees; both null for all conversions.
    record Party(@Nullable Long promoter, @Nullable Long advertiser) {

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

    /// A conversion with its explained commissions.
    @Serdeable
    record Details(@JsonUnwrapped ConversionView conversion, List<CommissionView> commissions) {

        /// The share of one promoter.
        ///
        /// @param level 0 for the promoter of the link, 1 to 3 for recruiters
        /// @param ruleId the rule that was applied; null for the payout of the offer
        /// @param explanation the steps of the calculation
        @Serdeable
        record CommissionView(
                int level,
                long promoterId,
                BigDecimal amount,
                BigDecimal reversedAmount,
                String currency,
                @Nullable Long ruleId,
                JsonNode explanation) {}
    }

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
                                    asked.shown(rows, row -> view(row, party)),
                                    asked.next(
                                            rows, row -> Cursor.after(row.createdAt(), row.id()))));
                });
    }

    /// The newest conversion, so that integrations can be tested.
    @Get("/latest")
    HttpResponse<?> latest(HttpRequest<?> request, Caller caller) {
        Party party = Party.of(caller);
        Optional<ConversionRow> found =
                party.isEverybody() ? conversions.latestOfAll() : conversions.latest(party);
        return found.isPresent()
                ? answers.ok(view(found.get(), party))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Get("/{id}")
    HttpResponse<?> conversion(HttpRequest<?> request, Caller caller, ConversionId id) {
        Party party = Party.of(caller);
        Optional<ConversionRow> found = conversions.find(id.value(), party);
        if (found.isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        ConversionRow row = found.get();
        List<Details.CommissionView> commissions =
                conversions.commissions(row.advertiserId(), row.id(), party.promoter()).stream()
                        .map(share -> view(share, row.isRejected()))
                        .toList();
        return answers.ok(new Details(view(row, party), commissions));
    }

    private ConversionView view(ConversionRow row, Party party) {
        return ConversionView.of(row, names, party.isPromoter());
    }

    /// @param rejected whether the whole amount is shown as reversed
    private Details.CommissionView view(CommissionRow row, boolean rejected) {
        try {
            return new Details.CommissionView(
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
