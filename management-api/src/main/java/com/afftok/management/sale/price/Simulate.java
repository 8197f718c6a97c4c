package com.afftok.management.sale.price;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.price.PricingRepository.LinkRow;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Commission;
import com.afftok.shared.commission.Explanation;
import com.afftok.shared.commission.NotPaid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Calculates the commission of a sale that is not stored. Terms are those of its click, figures
/// those of now.
@Singleton
final class Simulate {

    private final PricingRepository pricing;
    private final OfferRepository offers;
    private final InstantSource clock;

    Simulate(PricingRepository pricing, OfferRepository offers, InstantSource clock) {
        this.pricing = pricing;
        this.offers = offers;
        this.clock = clock;
    }

    Outcome<SimulationView> run(Caller caller, SimulationRequest request) {
        boolean isPromoter = caller instanceof Caller.Promoter;
        if (!isPromoter && offers.find(request.offerId(), Actor.advertiser(caller)).isEmpty()) {
            return Outcome.refused(ErrorCode.OFFER_001);
        }
        Optional<LinkRow> link =
                pricing.link(request.offerId(), promoter(caller, request.promoterId()));
        if (link.isEmpty()) {
            return isPromoter
                    ? Outcome.refused(ErrorCode.OFFER_001)
                    : Outcome.invalid(List.of(Problem.NOT_OF_OFFER.with("promoter_id")));
        }
        Instant now = clock.instant();
        Instant at = request.time() == null ? now : request.time();
        Instant clicked = request.clickedAt();
        PricingTerms terms = pricing.terms(link.get(), clicked == null ? at : clicked);
        Fields fields = new Fields();
        Currency currency =
                request.currency() == null ? terms.currency() : Currency.of(request.currency());
        fields.amountOrNull("amount", request.amount(), currency);
        fields.check(
                request.goal() == null
                        || terms.goals().isEmpty()
                        || terms.goals().contains(request.goal()),
                "goal",
                Problem.NOT_ONE_OF,
                terms.goals());
        if (!fields.problems().isEmpty()) {
            return Outcome.invalid(fields.problems());
        }
        Commission commission =
                CalculateCommission.of(
                        sale(link.get(), request, terms, currency, at),
                        terms.payout(),
                        terms.rules(),
                        figures(link.get(), request, terms, now),
                        terms.caps(),
                        terms.recruiters());
        return new Outcome.Saved<>(view(commission, terms, isPromoter));
    }

    private static long promoter(Caller caller, @Nullable Long asked) {
        if (caller instanceof Caller.Promoter promoter) {
            long own = promoter.account().value();
            new Fields()
                    .check(asked == null || asked == own, "promoter_id", Problem.NOT_YOURS)
                    .end();
            return own;
        }
        return Fields.required("promoter_id", asked);
    }

    private PromoterFigures figures(
            LinkRow link, SimulationRequest request, PricingTerms terms, Instant now) {
        PromoterFigures real = pricing.figures(link, now, terms);
        Integer sales = request.salesThisMonth();
        return sales == null
                ? real
                : new PromoterFigures(sales, real.clicks(), real.conversions(), real.paid());
    }

    private static Sale sale(
            LinkRow link,
            SimulationRequest request,
            PricingTerms terms,
            Currency currency,
            Instant at) {
        return new Sale(
                new AccountId(link.promoterId()),
                Money.of(request.amount(), currency),
                at,
                terms.category(),
                Objects.requireNonNullElse(request.channel(), terms.source()),
                Objects.requireNonNullElse(request.country(), ""),
                request.customer().orElse(null),
                Objects.requireNonNullElse(request.coupon(), ""),
                Objects.requireNonNullElse(request.goal(), ""));
    }

    private static SimulationView view(
            Commission commission, PricingTerms terms, boolean forPromoter) {
        NotPaid notPaid = commission.notPaid();
        return new SimulationView(
                notPaid == null || notPaid.isRecorded(),
                terms.isReviewed(),
                commission.amount().toBigDecimal(),
                commission.amount().currency().code(),
                commission.rule() == null ? null : commission.rule().id(),
                notPaid == null ? null : notPaid.label(),
                Explanation.of(commission),
                forPromoter
                        ? null
                        : Explanation.ofFee(
                                commission.amount(),
                                terms.feePercent(),
                                commission.fee(terms.feePercent())),
                forPromoter
                        ? List.of()
                        : commission.recruiters().stream()
                                .map(share ->
                                        new SimulationView.RecruiterView(
                                                share.recruiter().level(),
                                                share.amount().toBigDecimal(),
                                                Explanation.of(commission, share)))
                                .toList());
    }
}
