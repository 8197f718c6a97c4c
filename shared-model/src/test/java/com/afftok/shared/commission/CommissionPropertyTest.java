package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.SaleBuilder.PROMOTER;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommissionPropertyTest {

    private static final int CASES = 2000;
    private static final List<String> COUNTRIES = List.of("SA", "AE", "EG", "");
    private static final List<Currency> CURRENCIES =
            List.of(Currency.of("JPY"), Currency.of("USD"), Currency.of("SAR"), Currency.of("KWD"));

    /// All that a commission is calculated from.
    private record Case(
            Sale sale,
            Payout offer,
            List<CommissionRule> rules,
            PromoterFigures figures,
            List<Cap> caps,
            List<Recruiter> recruiters) {

        Commission calculate() {
            return CalculateCommission.of(sale, offer, rules, figures, caps, recruiters);
        }
    }

    @Test
    void is_never_negative_and_zero_only_for_a_reason() {
        Seeded.run(
                CASES,
                random -> {
                    Commission commission = any(random).calculate();

                    assertThat(commission.amount().isNegative()).isFalse();
                    assertThat(commission.amount().isZero())
                            .isEqualTo(commission.notPaid() != null);
                });
    }

    @Test
    void a_percentage_never_pays_more_than_the_sale() {
        Seeded.run(
                CASES,
                random -> {
                    Commission commission = any(random).calculate();

                    if (commission.payout().type() == PayoutType.CPS) {
                        assertThat(commission.calculated())
                                .isLessThanOrEqualTo(commission.sale().amount());
                    }
                });
    }

    @Test
    void is_the_same_in_whatever_order_things_are_given() {
        Seeded.run(
                CASES,
                random -> {
                    Case given = any(random);
                    Commission commission = given.calculate();

                    Case shuffled =
                            new Case(
                                    given.sale,
                                    given.offer,
                                    shuffled(given.rules, random),
                                    given.figures,
                                    shuffled(given.caps, random),
                                    shuffled(given.recruiters, random));

                    assertThat(shuffled.calculate()).isEqualTo(commission);
                    assertThat(Explanation.json(shuffled.calculate()))
                            .isEqualTo(Explanation.json(commission));
                });
    }

    @Test
    void is_what_the_steps_of_the_explanation_lead_to() {
        Seeded.run(
                CASES,
                random -> {
                    Commission commission = any(random).calculate();
                    BigDecimal factor = commission.factor();
                    BigDecimal percent =
                            commission
                                    .payout()
                                    .percent()
                                    .multiply(factor)
                                    .min(BigDecimal.valueOf(100));

                    BigDecimal exact =
                            commission
                                    .sale()
                                    .amount()
                                    .toBigDecimal()
                                    .multiply(percent)
                                    .divide(BigDecimal.valueOf(100));
                    exact = exact.add(commission.payout().amount().toBigDecimal().multiply(factor));

                    if (commission.notPaid() == null || commission.notPaid().isRecorded()) {
                        assertThat(commission.exact()).isEqualByComparingTo(exact);
                        BigDecimal error =
                                exact.subtract(commission.calculated().toBigDecimal()).abs();
                        assertThat(
                                        error.movePointRight(
                                                commission.calculated().currency().digits()))
                                .isLessThanOrEqualTo(new BigDecimal("0.5"));
                    }
                });
    }

    @Test
    void no_cap_is_ever_exceeded_by_a_month_of_sales() {
        Seeded.run(
                300,
                random -> {
                    Currency currency = any(CURRENCIES, random);
                    Money max = new Money(random.nextLong(50_000), currency);
                    long count = random.nextLong(20);
                    List<Cap> caps =
                            List.of(
                                    new Cap.OfMoney(null, CapPeriod.MONTH, max),
                                    new Cap.OfConversions(PROMOTER, CapPeriod.MONTH, count));
                    Payout offer = Payout.cps(percent(random), currency);
                    Money paid = Money.zero(currency);
                    long conversions = 0;

                    for (int i = 0; i < 30; i++) {
                        Sale sale =
                                aSale().of(new Money(random.nextLong(20_000), currency)).build();
                        var figures = figures(0, conversions, paid);
                        Money amount =
                                new Case(sale, offer, List.of(), figures, caps, List.of())
                                        .calculate()
                                        .amount();
                        paid = paid.plus(amount);
                        conversions += amount.isPositive() ? 1 : 0;
                    }

                    assertThat(paid).isLessThanOrEqualTo(max);
                    assertThat(conversions).isLessThanOrEqualTo(count);
                });
    }

    @Test
    void recruiters_together_earn_no_more_than_their_percentages() {
        Seeded.run(
                CASES,
                random -> {
                    Commission commission = any(random).calculate();

                    for (Share share : commission.recruiters()) {
                        assertThat(share.amount())
                                .isEqualTo(commission.amount().percent(share.recruiter().percent()))
                                .isLessThanOrEqualTo(commission.amount());
                        assertThat(share.amount().isPositive()).isTrue();
                    }
                    assertThat(commission.recruiters())
                            .extracting(share -> share.recruiter().level())
                            .isSorted()
                            .doesNotHaveDuplicates();
                });
    }

    private static Case any(Random random) {
        List<CommissionRule> rules = new ArrayList<>();
        for (int id = 1; id <= random.nextInt(6); id++) {
            rules.add(rule(id, random));
        }
        Money paid = new Money(random.nextLong(10_000), any(CURRENCIES, random));
        List<Cap> caps = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            caps.add(new Cap.OfConversions(null, any(CapPeriod.values(), random), 5));
            caps.add(new Cap.OfMoney(PROMOTER, any(CapPeriod.values(), random), paid));
        }
        List<Recruiter> recruiters = new ArrayList<>();
        for (int level = 1; level <= random.nextInt(4); level++) {
            recruiters.add(new Recruiter(level, new AccountId(100 + level), percent(random)));
        }
        return new Case(
                aSale().of(amount(random)).from(any(COUNTRIES, random)).build(),
                payout(random),
                rules,
                figures(random.nextLong(30), random.nextLong(10), paid),
                caps,
                recruiters);
    }

    private static CommissionRule rule(int id, Random random) {
        Payout payout = payout(random);
        RuleBuilder rule = aRule(id).pays(payout).priority(random.nextInt(3));
        if (random.nextInt(4) == 0) {
            rule.forPromoter(PROMOTER);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            rule.from(i * 7, String.valueOf(random.nextInt(101)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            BigDecimal modifier =
                    random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_001), 4);
            rule.when(
                    new OneOf(
                            Subject.COUNTRY,
                            List.of(random.nextBoolean() ? "SA" : "AE"),
                            modifier));
        }
        return rule.build();
    }

    private static Payout payout(Random random) {
        Money amount = amount(random);
        return switch (any(PayoutType.values(), random)) {
            case CPA -> Payout.cpa(amount);
            case CPL -> Payout.cpl(amount);
            case CPS -> Payout.cps(percent(random), amount.currency());
            case HYBRID -> Payout.hybrid(amount, percent(random));
        };
    }

    private static Money amount(Random random) {
        return new Money(
                random.nextLong(random.nextBoolean() ? 100 : 10_000_000), any(CURRENCIES, random));
    }

    private static BigDecimal percent(Random random) {
        return BigDecimal.valueOf(random.nextInt(1_000_001), 4);
    }

    private static PromoterFigures figures(long sales, long conversions, Money paid) {
        Paid all = new Paid(conversions, List.of(paid));
        return new PromoterFigures(
                sales,
                0,
                0,
                Map.of(CapPeriod.DAY, all, CapPeriod.MONTH, all, CapPeriod.TOTAL, all));
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> List<T> shuffled(List<T> values, Random random) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random);
        return copy;
    }
}
