package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.RuleBuilder.payout;
import static com.afftok.shared.commission.RuleBuilder.requires;
import static com.afftok.shared.commission.RuleBuilder.times;
import static com.afftok.shared.commission.SaleBuilder.PROMOTER;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.id.AccountId;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalculateCommissionTest {

    private static final Payout OFFER = payout("cpa 5.00 USD");
    private static final AccountId ANOTHER = new AccountId(9);

    @Test
    void pays_the_offers_own_payout_where_no_rule_applies() {
        Commission commission = choose(aRule(1).when(requires(Subject.COUNTRY, "AE")).build());

        assertThat(commission.rule()).isNull();
        assertThat(commission.tier()).isNull();
        assertThat(commission.payout()).isEqualTo(OFFER);
        assertThat(commission.amount()).isEqualTo(money("5.00 USD"));
        assertThat(commission.passedOver()).hasSize(1);
    }

    @Test
    void a_rule_applies_only_if_all_of_its_requirements_are_met() {
        CommissionRule both =
                aRule(1).when(requires(Subject.COUNTRY, "SA"), requires(Subject.COUPON, "TEN"))
                        .build();

        assertThat(choose(aSale().from("SA").with("ten"), both).rule()).isEqualTo(both);
        assertThat(choose(aSale().from("SA"), both).rule()).isNull();
        assertThat(choose(aSale().with("TEN"), both).rule()).isNull();
    }

    @Test
    void a_condition_with_a_modifier_asks_for_nothing() {
        CommissionRule rule = aRule(1).when(times("2", Subject.COUNTRY, "AE")).build();

        assertThat(choose(aSale().from("SA"), rule).amount()).isEqualTo(money("1.00 USD"));
        assertThat(choose(aSale().from("AE"), rule).amount()).isEqualTo(money("2.00 USD"));
    }

    @Test
    void a_promoters_own_rule_comes_before_all_others() {
        CommissionRule own = aRule(1).forPromoter(PROMOTER).priority(-5).build();
        CommissionRule general =
                aRule(2).when(requires(Subject.COUNTRY, "SA")).priority(900).build();

        assertThat(choose(own, general).rule()).isEqualTo(own);
    }

    @Test
    void a_rule_for_another_promoter_is_nobodys_business() {
        Commission commission = choose(aRule(1).forPromoter(ANOTHER).build());

        assertThat(commission.rule()).isNull();
        assertThat(commission.passedOver()).isEmpty();
    }

    @Test
    void more_requirements_come_before_a_higher_priority() {
        CommissionRule specific = aRule(1).when(requires(Subject.COUNTRY, "SA")).build();
        CommissionRule important = aRule(2).priority(1).build();

        assertThat(choose(specific, important).rule()).isEqualTo(specific);
    }

    @Test
    void modifiers_do_not_make_a_rule_more_specific() {
        CommissionRule modified = aRule(2).when(times("2", Subject.COUNTRY, "SA")).build();
        CommissionRule important = aRule(1).priority(1).build();

        assertThat(choose(modified, important).rule()).isEqualTo(important);
    }

    @Test
    void a_higher_priority_comes_before_a_newer_rule() {
        CommissionRule important = aRule(1).priority(1).build();
        CommissionRule newer = aRule(2).build();
        CommissionRule newest = aRule(3).priority(-1).build();

        assertThat(choose(important, newer, newest).rule()).isEqualTo(important);
        assertThat(choose(newer, newest).rule()).isEqualTo(newer);
    }

    @Test
    void of_equal_rules_the_newest_decides() {
        CommissionRule older = aRule(7).build();
        CommissionRule newer = aRule(8).build();

        assertThat(choose(older, newer).rule()).isEqualTo(newer);
        assertThat(choose(newer, older).rule()).isEqualTo(newer);
    }

    @Test
    void says_which_rules_it_passed_over_and_why() {
        Condition emirates = requires(Subject.COUNTRY, "AE");
        CommissionRule unmet = aRule(3).when(requires(Subject.COUNTRY, "SA"), emirates).build();
        CommissionRule chosen = aRule(2).build();
        CommissionRule older = aRule(1).build();

        Commission commission = choose(older, chosen, unmet);

        assertThat(commission.rule()).isEqualTo(chosen);
        assertThat(commission.passedOver())
                .containsExactly(new PassedOver(unmet, emirates), new PassedOver(older, null));
    }

    @Test
    void a_percentage_is_paid_in_the_currency_of_the_sale() {
        Commission commission = choose(aSale().of("19.995 KWD"), aRule(1).pays("cps 10").build());

        assertThat(commission.amount()).isEqualTo(money("2.000 KWD"));
    }

    @Test
    void an_amount_is_paid_in_its_own_currency() {
        assertThat(choose(aSale().of("19.995 KWD")).amount()).isEqualTo(money("5.00 USD"));
    }

    @Test
    void an_amount_and_a_percentage_in_two_currencies_are_never_added() {
        Commission commission =
                choose(aSale().of("19.995 KWD"), aRule(1).pays("hybrid 5.00 USD 10").build());

        assertThat(commission.amount()).isEqualTo(money("0 USD"));
        assertThat(commission.notPaid())
                .isEqualTo(
                        new NotPaid.CurrenciesDiffer(
                                money("0 KWD").currency(), money("0 USD").currency()));
        assertThat(commission.notPaid()).returns(false, NotPaid::isRecorded);
    }

    @Test
    void a_sale_beyond_all_reason_is_not_calculated() {
        assertThat(choose(aSale().of("1000000000000.00 USD")).notPaid()).isNull();

        Commission commission = choose(aSale().of("1000000000000.01 USD"));

        assertThat(commission.notPaid()).isEqualTo(new NotPaid.SaleTooLarge());
        assertThat(commission.notPaid()).returns(false, NotPaid::isRecorded);
        assertThat(commission.amount().isZero()).isTrue();
    }

    @Test
    void says_so_where_nothing_is_due() {
        Commission commission =
                choose(
                        aSale().from("SA"),
                        aRule(1).when(times("0", Subject.COUNTRY, "SA")).build());

        assertThat(commission.notPaid()).isEqualTo(new NotPaid.NothingDue());
        assertThat(commission.notPaid()).returns("nothing_due", NotPaid::label);
        assertThat(commission.notPaid()).returns(true, NotPaid::isRecorded);
    }

    @Test
    void names_the_bounds_that_it_kept_to() {
        Condition sixfold = times("6", Subject.COUNTRY, "SA");
        Condition twofold = times("2", Subject.COUNTRY, "SA");
        Condition nearly = times("5", Subject.COUNTRY, "SA");

        assertThat(limits("cps 10", sixfold, twofold)).containsExactly(Limit.FACTOR);
        assertThat(limits("cps 10.0001", nearly, twofold)).containsExactly(Limit.SALE);
        assertThat(limits("cps 11", sixfold, twofold)).containsExactly(Limit.FACTOR, Limit.SALE);
        assertThat(limits("cps 10", nearly, twofold)).isEmpty();
    }

    @Test
    void recruiters_earn_their_percentage_of_the_commission_beside_it() {
        Commission commission =
                withRecruiters(
                        payout("cpa 12.34 USD"),
                        recruiter(2, 31, "5"),
                        recruiter(1, 30, "10"),
                        recruiter(3, 32, "2.5"));

        assertThat(commission.amount()).isEqualTo(money("12.34 USD"));
        assertThat(commission.recruiters())
                .containsExactly(
                        new Share(recruiter(1, 30, "10"), money("1.23 USD")),
                        new Share(recruiter(2, 31, "5"), money("0.62 USD")),
                        new Share(recruiter(3, 32, "2.5"), money("0.31 USD")));
    }

    @Test
    void a_recruiter_whose_share_is_nothing_is_left_out() {
        Commission commission =
                withRecruiters(
                        payout("cpa 0.10 USD"), recruiter(1, 30, "5"), recruiter(2, 31, "15"));

        assertThat(commission.recruiters())
                .containsExactly(new Share(recruiter(2, 31, "15"), money("0.02 USD")));
    }

    @Test
    void recruiters_earn_nothing_from_what_is_not_paid() {
        Commission commission =
                CalculateCommission.of(
                        aSale().build(),
                        OFFER,
                        List.of(),
                        PromoterFigures.NONE,
                        List.of(new Cap.OfConversions(null, CapPeriod.TOTAL, 0)),
                        List.of(recruiter(1, 30, "10")));

        assertThat(commission.recruiters()).isEmpty();
    }

    @Test
    void takes_as_many_rules_as_there_may_be_and_no_more() {
        List<CommissionRule> most =
                IntStream.rangeClosed(1, CalculateCommission.MAX_RULES)
                        .mapToObj(id -> aRule(id).build())
                        .toList();

        assertThat(choose(most.toArray(CommissionRule[]::new)).rule()).isEqualTo(most.getLast());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CalculateCommission.of(
                                aSale().build(),
                                OFFER,
                                Collections.nCopies(
                                        CalculateCommission.MAX_RULES + 1, aRule(1).build()),
                                PromoterFigures.NONE,
                                List.of(),
                                List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> withRecruiters(OFFER, recruiter(1, 30, "5"), recruiter(1, 31, "5")));
    }

    private static List<Limit> limits(String payout, Condition... factors) {
        return choose(aSale().from("SA"), aRule(1).pays(payout).when(factors).build()).limits();
    }

    private static Commission choose(CommissionRule... rules) {
        return choose(aSale().from("SA"), rules);
    }

    private static Commission choose(SaleBuilder sale, CommissionRule... rules) {
        return CalculateCommission.of(
                sale.build(),
                OFFER,
                List.of(rules),
                new PromoterFigures(0, 0, 0, Map.of()),
                List.of(),
                List.of());
    }

    private static Commission withRecruiters(Payout payout, Recruiter... recruiters) {
        return CalculateCommission.of(
                aSale().build(),
                payout,
                List.of(),
                PromoterFigures.NONE,
                List.of(),
                List.of(recruiters));
    }

    private static Recruiter recruiter(int level, long user, String percent) {
        return new Recruiter(level, new AccountId(user), new BigDecimal(percent));
    }
}
