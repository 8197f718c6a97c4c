package com.afftok.management.conversion;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Paging;
import com.afftok.management.answer.Period;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/conversions`
@Controller("/api/conversions")
@Allow({Permission.OWN_CONVERSIONS, Permission.CONVERSIONS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConversionController {

    private static final Set<String> STATUSES =
            Set.of("pending", "approved", "rejected", "reversed");
    private static final int LATEST = 10;

    private final ConversionRepository conversions;
    private final ClickNames names;
    private final Answers answers;
    private final ObjectMapper json;
    private final InstantSource clock;

    ConversionController(
            ConversionRepository conversions,
            ClickNames names,
            Answers answers,
            ObjectMapper json,
            InstantSource clock) {
        this.conversions = conversions;
        this.names = names;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /// Whose conversions somebody sees; null is everybody's.
    private record Party(@Nullable Long promoter, @Nullable Long advertiser) {

        static Party of(Caller caller) {
            return switch (caller) {
                case Caller.Promoter promoter -> new Party(promoter.id().value(), null);
                case Caller.Advertiser advertiser -> new Party(null, advertiser.id().value());
                case Caller.Admin _ -> new Party(null, null);
            };
        }

        boolean isPromoter() {
            return promoter != null;
        }
    }

    @Serdeable
    record ConversionList(List<ConversionView> conversions, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @QueryValue @Nullable Instant from,
            @QueryValue @Nullable Instant to,
            @QueryValue @Nullable Long cursor,
            @QueryValue @Nullable String status,
            @QueryValue("offer_id") @Nullable Long offerId,
            @QueryValue("link_id") @Nullable Long linkId,
            @QueryValue("transaction_id") @Nullable String transactionId,
            @QueryValue @Nullable Integer limit) {
        Checks checks = new Checks().oneOf("status", status, STATUSES);
        if (transactionId != null) {
            checks.text("transaction_id", transactionId, 1, 200);
        }
        Period period = Period.of(from, to, clock.instant(), checks);
        int most = Paging.limit(limit, checks);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        Party party = Party.of(caller);
        List<ConversionView> found =
                conversions
                        .list(
                                party.promoter(),
                                party.advertiser(),
                                period.from(),
                                period.to(),
                                cursor,
                                status,
                                offerId,
                                linkId,
                                transactionId,
                                most)
                        .stream()
                        .map(row -> view(row, party))
                        .toList();
        return answers.ok(
                new ConversionList(
                        found, found.size() < most ? null : Long.toString(found.getLast().id())));
    }

    /// What came last, to see whether something arrived.
    @Get("/latest")
    HttpResponse<?> latest(Caller caller) {
        Party party = Party.of(caller);
        Period period = Period.of(null, null, clock.instant(), new Checks());
        List<ConversionView> found =
                conversions
                        .list(
                                party.promoter(),
                                party.advertiser(),
                                period.from(),
                                period.to(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                LATEST)
                        .stream()
                        .map(row -> view(row, party))
                        .toList();
        return answers.ok(new ConversionList(found, null));
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
