package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calculates what a promoter and its recruiters earn from a sale.
///
/// The most specific applicable rule decides; without one, the offer's own payout. A tier sets the
/// rate, factors multiply it, the result is rounded once, and caps are applied last. The order of
/// rules, caps and recruiters does not matter: equal input gives an equal commission.
public final class CalculateCommission {

    /// The maximum number of rules, and of caps, for one promoter and offer.
    public static final int MAX_RULES = 200;

    private static final int PERCENT_DECIMALS = 2;

    /// The result before rounding.
    private record Exact(BigDecimal amount, BigDecimal factor, List<Limit> limits) {}

    private CalculateCommission() {}

    /// The commission of the sale.
    ///
    /// @param rules the active rules of the offer, for all promoters and for the sale's
    /// @param caps the caps of the offer, for all promoters and for the sale's
    /// @param recruiters the chain above the promoter, at most one per level
    /// @throws IllegalArgumentException if there are too many rules, caps or recruiters
    public static Commission of(
            Sale sale,
            Payout offerPayout,
            List<CommissionRule> rules,
            PromoterFigures figures,
            List<Cap> caps,
            List<Recruiter> recruiters) {
        check(rules, caps, recruiters);
        ChooseRule.Choice choice = ChooseRule.among(rules, sale, figures);
        CommissionRule rule = choice.rule();
        Tier tier = rule == null ? null : rule.tier(figures.salesThisMonth());
        Payout payout = payout(offerPayout, rule, tier);
        List<Factor> factors = rule == null ? List.of() : factors(rule, sale, figures);

        NotPaid impossible = impossible(sale, payout);
        Exact exact =
                impossible == null
                        ? exact(sale, payout, factors)
                        : new Exact(BigDecimal.ZERO, BigDecimal.ONE, List.of());
        Money calculated =
                Money.rounded(
                        exact.amount,
                        payout.type() == PayoutType.CPS
                                ? sale.amount().currency()
                                : payout.amount().currency());
        NotPaid notPaid =
                impossible == null ? notPaid(caps, sale, figures, calculated) : impossible;
        return new Commission(
                sale,
                rule,
                tier,
                figures.salesThisMonth(),
                payout,
                factors,
                exact.factor,
                exact.limits,
                exact.amount,
                calculated,
                notPaid,
                notPaid == null ? shares(recruiters, calculated) : List.of(),
                choice.passedOver());
    }

    private static void check(
            List<CommissionRule> rules, List<Cap> caps, List<Recruiter> recruiters) {
        if (rules.size() > MAX_RULES || caps.size() > MAX_RULES) {
            throw new IllegalArgumentException("more than " + MAX_RULES + " rules or caps");
        }
        if (recruiters.stream().mapToInt(Recruiter::level).distinct().count()
                != recruiters.size()) {
            throw new IllegalArgumentException("two recruiters at one level");
        }
    }

    private static Payout payout(
            Payout offerPayout, @Nullable CommissionRule rule, @Nullable Tier tier) {
        if (rule == null) {
            return offerPayout;
        }
        return tier == null ? rule.payout() : rule.payout().at(tier.rate());
    }

    private static List<Factor> factors(CommissionRule rule, Sale sale, PromoterFigures figures) {
        return rule.conditions().stream()
                .filter(condition -> !condition.isRequirement())
                .map(condition -> new Factor(condition, condition.matches(sale, figures)))
                .toList();
    }

    private static @Nullable NotPaid impossible(Sale sale, Payout payout) {
        if (sale.isTooLarge()) {
            return new NotPaid.SaleTooLarge();
        }
        return payout.type() == PayoutType.HYBRID
                        && !payout.amount().currency().equals(sale.amount().currency())
                ? new NotPaid.CurrenciesDiffer(sale.amount().currency(), payout.amount().currency())
                : null;
    }

    /// Amount and percentage, each times the factor. The percentage is limited to the whole sale.
    private static Exact exact(Sale sale, Payout payout, List<Factor> factors) {
        List<Limit> limits = new ArrayList<>();
        BigDecimal factor = product(factors);
        if (factor.compareTo(Decimals.MOST_MODIFIER) > 0) {
            factor = Decimals.MOST_MODIFIER;
            limits.add(Limit.FACTOR);
        }
        BigDecimal percent = payout.percent().multiply(factor);
        if (percent.compareTo(Decimals.HUNDRED) > 0) {
            percent = Decimals.HUNDRED;
            limits.add(Limit.SALE);
        }
        BigDecimal amount =
                payout.amount()
                        .toBigDecimal()
                        .multiply(factor)
                        .add(
                                sale.amount()
                                        .toBigDecimal()
                                        .multiply(percent)
                                        .movePointLeft(PERCENT_DECIMALS));
        return new Exact(Decimals.shortest(amount), Decimals.shortest(factor), limits);
    }

    private static BigDecimal product(List<Factor> factors) {
        BigDecimal product = BigDecimal.ONE;
        for (Factor factor : factors) {
            BigDecimal modifier = factor.condition().modifier();
            if (factor.applied() && modifier != null) {
                product = product.multiply(modifier);
            }
        }
        return product;
    }

    private static @Nullable NotPaid notPaid(
            List<Cap> caps, Sale sale, PromoterFigures figures, Money calculated) {
        if (calculated.isZero()) {
            return new NotPaid.NothingDue();
        }
        Cap cap = FindCap.beyond(caps, sale.promoter(), figures, calculated);
        return cap == null ? null : new NotPaid.CapReached(cap);
    }

    private static List<Share> shares(List<Recruiter> recruiters, Money commission) {
        return recruiters.stream()
                .sorted(Comparator.comparingInt(Recruiter::level))
                .map(recruiter -> new Share(recruiter, commission.percent(recruiter.percent())))
                .filter(share -> share.amount().isPositive())
                .toList();
    }
}
