package com.afftok.management.sale.price.preview;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.cap.CapRepository;
import com.afftok.management.sale.cap.CapRow;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.price.preview.ReplayRepository.HourRow;
import com.afftok.management.sale.price.preview.ReplayRepository.PaidRow;
import com.afftok.management.sale.rule.ReadRow;
import com.afftok.management.sale.rule.RuleRepository;
import com.afftok.management.sale.rule.RuleRow;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.sale.version.Version;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prices the sales of an offer in a past period by a draft, with a fixed number of statements.
@Singleton
final class Preview {

    static final int MOST_SALES = 20_000;

    /// Of sales before the period, which only count in figures.
    private static final int MOST_BEFORE = 20_000;

    private static final int MOST_HOURS = 500_000;
    private static final int MOST_VERSIONS = 5_000;
    private static final Duration RECENT = Duration.ofDays(PromoterFigures.PERFORMANCE_DAYS);

    /// The upper limit of the time from a click to its sale.
    private static final Duration OLDEST_CLICK = Duration.ofDays(31);

    private final ReplayRepository sales;
    private final RuleRepository rules;
    private final CapRepository caps;
    private final ReadRow readRule;
    private final OfferRepository offers;

    Preview(
            ReplayRepository sales,
            RuleRepository rules,
            CapRepository caps,
            ReadRow readRule,
            OfferRepository offers) {
        this.sales = sales;
        this.rules = rules;
        this.caps = caps;
        this.readRule = readRule;
        this.offers = offers;
    }

    Outcome<PreviewView> run(Caller caller, Draft draft) {
        Optional<OfferRow> found = offers.find(draft.offerId(), Actor.advertiser(caller));
        if (found.isEmpty()) {
            return Outcome.refused(ErrorCode.OFFER_001);
        }
        OfferRow offer = found.get();
        Fields fields = new Fields();
        draft.checkCurrency(fields, offer.currency());
        draft.checkPromoters(fields, offers.promotersAmong(offer.id(), draft.promoters()));
        if (!fields.problems().isEmpty()) {
            return Outcome.invalid(fields.problems());
        }
        Instant begin = begin(draft.from());
        List<SaleRow> before = sales.sales(offer, begin, draft.from(), MOST_BEFORE + 1);
        List<SaleRow> priced = sales.sales(offer, draft.from(), draft.to(), MOST_SALES + 1);
        if (priced.size() > MOST_SALES || before.size() > MOST_BEFORE) {
            return Outcome.invalid(List.of(Problem.SELECTS_TOO_MANY.with("from", MOST_SALES)));
        }
        Terms terms = terms(offer, draft);
        if (terms == null) {
            return Outcome.invalid(List.of(Problem.TOO_MUCH.with("from")));
        }
        Replay replay = new Replay(terms);
        Set<Long> promoters = priced.stream().map(SaleRow::promoterId).collect(Collectors.toSet());
        if (terms.haveTotal()) {
            countPaid(replay, offer, begin, promoters);
        }
        if (terms.askForPerformance() && !countClicks(replay, offer, draft, promoters)) {
            return Outcome.invalid(List.of(Problem.TOO_MUCH.with("from")));
        }
        before.forEach(replay::count);
        return new Outcome.Saved<>(PreviewView.of(priced.stream().map(replay::price).toList()));
    }

    /// The first sale that counts in a figure of the period.
    private static Instant begin(Instant from) {
        Instant month = CapPeriod.MONTH.start(from);
        Instant recent = from.minus(RECENT);
        return month.isBefore(recent) ? month : recent;
    }

    private void countPaid(Replay replay, OfferRow offer, Instant begin, Set<Long> promoters) {
        for (PaidRow paid : sales.paidBefore(offer, begin, promoters)) {
            replay.figures(paid.promoterId())
                    .addPaid(
                            paid.conversions(),
                            Money.of(paid.amount(), Currency.of(paid.currency())));
        }
    }

    /// Whether the clicks are few enough.
    private boolean countClicks(Replay replay, OfferRow offer, Draft draft, Set<Long> promoters) {
        List<HourRow> hours =
                sales.clicks(
                        offer, promoters, draft.from().minus(RECENT), draft.to(), MOST_HOURS + 1);
        for (HourRow hour : hours) {
            replay.figures(hour.promoterId()).addClicks(hour.hour(), hour.clicks());
        }
        return hours.size() <= MOST_HOURS;
    }

    /// The draft's rules and caps, or the real ones where it has none; null if there are too many.
    private @Nullable Terms terms(OfferRow offer, Draft draft) {
        List<CommissionRule> draftedRules = draft.draftedRules();
        List<Cap> draftedCaps = draft.draftedCaps();
        Instant from = draft.from().minus(OLDEST_CLICK);
        List<RuleRow> realRules =
                draftedRules != null
                        ? List.of()
                        : rules.inForce(offer.id(), from, draft.to(), MOST_VERSIONS + 1);
        List<CapRow> realCaps =
                draftedCaps != null
                        ? List.of()
                        : caps.inForce(offer.id(), from, draft.to(), MOST_VERSIONS + 1);
        if (realRules.size() > MOST_VERSIONS || realCaps.size() > MOST_VERSIONS) {
            return null;
        }
        Map<RuleRow, CommissionRule> readable = new LinkedHashMap<>();
        realRules.forEach(row -> readRule.rule(row).ifPresent(rule -> readable.put(row, rule)));
        Map<CapRow, Cap> known = new LinkedHashMap<>();
        realCaps.forEach(row -> known.put(row, row.cap()));
        return new Terms(draftedRules, draftedCaps, readable, known);
    }

    private record Terms(
            @Nullable List<CommissionRule> draftedRules,
            @Nullable List<Cap> draftedCaps,
            Map<RuleRow, CommissionRule> realRules,
            Map<CapRow, Cap> realCaps)
            implements Replay.Terms {

        @Override
        public List<CommissionRule> rules(Instant agreedAt) {
            return draftedRules == null ? inForce(realRules, agreedAt) : draftedRules;
        }

        @Override
        public List<Cap> caps(Instant agreedAt) {
            return draftedCaps == null ? inForce(realCaps, agreedAt) : draftedCaps;
        }

        private static <R extends Version, T> List<T> inForce(Map<R, T> terms, Instant at) {
            List<T> present = new ArrayList<>();
            terms.forEach((row, value) -> {
                if (row.status(at).equals("active")) {
                    present.add(value);
                }
            });
            return present;
        }

        boolean haveTotal() {
            return (draftedCaps == null ? realCaps.values() : draftedCaps)
                    .stream().anyMatch(cap -> cap.period() == CapPeriod.TOTAL);
        }

        boolean askForPerformance() {
            return (draftedRules == null ? realRules.values() : draftedRules)
                    .stream().anyMatch(CommissionRule::asksForPerformance);
        }
    }
}
