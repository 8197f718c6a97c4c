package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.RuleBuilder.payout;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What rules, payouts, figures and sales cannot be.
class CommissionRuleTest {

    private static final Currency USD = Currency.of("USD");

    @Test
    void has_tiers_that_begin_at_different_sales() {
        assertThat(aRule(1).from(9, "2").from(3, "1").build().tiers())
                .extracting(Tier::minSales)
                .containsExactly(3, 9);
        assertRefused(() -> aRule(1).from(3, "1").from(3, "2").build());
        assertRefused(() -> new Tier(-1, BigDecimal.ONE));
    }

    @Test
    void has_at_most_50_tiers_and_20_conditions() {
        aRuleWithTiers(50).build();
        aRule(1).when(conditions(20)).build();

        assertRefused(() -> aRuleWithTiers(51).build());
        assertRefused(() -> aRule(1).when(conditions(21)).build());
    }

    @Test
    void has_a_name_and_a_priority_within_bounds() {
        aRule(1).named("n".repeat(100)).priority(1_000_000).build();
        aRule(1).priority(-1_000_000).build();

        assertRefused(() -> aRule(1).named("n".repeat(101)).build());
        assertRefused(() -> aRule(1).named(" ").build());
        assertRefused(() -> aRule(1).priority(1_000_001).build());
        assertRefused(() -> aRule(1).priority(Integer.MIN_VALUE).build());
    }

    @Test
    void has_rates_that_its_type_can_pay() {
        aRule(1).pays("cps 5").from(1, "100").build();
        aRule(1).pays("cpa 5.00 USD").from(1, "100.01").build();

        assertRefused(() -> aRule(1).pays("cps 5").from(1, "100.0001").build());
        assertRefused(() -> aRule(1).pays("hybrid 5.00 USD 5").from(1, "101").build());
        assertRefused(() -> aRule(1).pays("cpa 5.00 USD").from(1, "0.001").build());
        assertRefused(() -> aRule(1).pays("cpa 5 JPY").from(1, "0.5").build());
    }

    @Test
    void pays_by_what_its_type_says_and_nothing_else() {
        assertRefused(() -> new Payout(PayoutType.CPS, money("1.00 USD"), BigDecimal.TEN));
        assertRefused(() -> new Payout(PayoutType.CPA, money("1.00 USD"), BigDecimal.TEN));
        assertRefused(() -> new Payout(PayoutType.CPL, money("1.00 USD"), BigDecimal.TEN));
        assertRefused(() -> Payout.cps(new BigDecimal("100.0001"), USD));
        assertRefused(() -> Payout.cpa(money("1000000000.01 USD")));
        assertRefused(() -> Payout.cpa(money("1.00 USD").negate()));
        assertThat(Payout.cps(new BigDecimal("10.00"), USD))
                .isEqualTo(Payout.cps(BigDecimal.TEN, USD));
    }

    @ParameterizedTest
    @EnumSource(PayoutType.class)
    void is_of_a_type_that_is_found_by_its_label(PayoutType type) {
        assertThat(PayoutType.find(type.label())).hasValue(type);
        assertThat(PayoutType.find(type.name())).isEmpty();
    }

    @Test
    void a_recruiter_is_at_level_1_to_3() {
        var user = new AccountId(30);

        assertThat(new Recruiter(3, user, new BigDecimal("100.0")).percent()).isEqualTo("100");
        assertRefused(() -> new Recruiter(0, user, BigDecimal.ONE));
        assertRefused(() -> new Recruiter(4, user, BigDecimal.ONE));
        assertRefused(() -> new Recruiter(1, user, new BigDecimal("100.0001")));
    }

    @Test
    void no_figure_is_negative() {
        assertRefused(() -> new PromoterFigures(-1, 0, 0, Map.of()));
        assertRefused(() -> new PromoterFigures(0, -1, 0, Map.of()));
        assertRefused(() -> new PromoterFigures(0, 0, -1, Map.of()));
        assertRefused(() -> aSale().of(money("0.01 USD").negate()).build());
    }

    @Test
    void a_sale_is_made_in_our_time() {
        aSale().at("1970-01-01T00:00:00Z").build();
        aSale().at("9999-12-31T23:59:59.999Z").build();

        assertRefused(() -> aSale().at("1969-12-31T23:59:59.999Z").build());
        assertRefused(() -> aSale().at("+10000-01-01T00:00:00Z").build());
    }

    @Test
    void a_calculation_takes_so_many_caps_and_no_more() {
        Cap cap = new Cap.OfConversions(null, CapPeriod.DAY, 1);
        int most = CalculateCommission.MAX_RULES;

        assertThat(withCaps(Collections.nCopies(most, cap)).notPaid()).isNull();
        assertRefused(() -> withCaps(Collections.nCopies(most + 1, cap)));
    }

    private static Commission withCaps(List<Cap> caps) {
        return CalculateCommission.of(
                aSale().build(),
                payout("cpa 5.00 USD"),
                List.of(),
                PromoterFigures.NONE,
                caps,
                List.of());
    }

    private static RuleBuilder aRuleWithTiers(int tiers) {
        RuleBuilder rule = aRule(1);
        for (int i = 1; i <= tiers; i++) {
            rule.from(i, "1");
        }
        return rule;
    }

    private static Condition[] conditions(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> RuleBuilder.requires(Subject.COUPON))
                .toArray(Condition[]::new);
    }

    private static void assertRefused(ThrowingCallable made) {
        assertThatIllegalArgumentException().isThrownBy(made);
    }
}
