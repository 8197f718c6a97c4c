package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.RuleBuilder.requires;
import static com.afftok.shared.commission.RuleBuilder.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindUnreachableTest {

    private static final Condition GULF = requires(Subject.COUNTRY, "SA", "AE", "KW");
    private static final Condition SAUDI = requires(Subject.COUNTRY, "SA");

    @Test
    void a_rule_with_the_same_requirements_is_hidden_by_priority_and_by_age() {
        CommissionRule old = aRule(1).when(SAUDI).build();
        CommissionRule young = aRule(2).when(SAUDI).build();
        CommissionRule important = aRule(1).when(SAUDI).priority(1).build();

        assertThat(FindUnreachable.isHidden(old, young)).isTrue();
        assertThat(FindUnreachable.isHidden(young, old)).isFalse();
        assertThat(FindUnreachable.isHidden(young, important)).isTrue();
    }

    @Test
    void a_narrow_rule_is_hidden_by_a_wide_one_with_as_many_requirements() {
        CommissionRule narrow = aRule(1).when(SAUDI).build();
        CommissionRule wide = aRule(2).when(GULF).build();

        assertThat(FindUnreachable.isHidden(narrow, wide)).isTrue();
        assertThat(FindUnreachable.isHidden(wide, aRule(3).when(SAUDI).build())).isFalse();
    }

    @Test
    void a_rule_with_more_requirements_is_not_hidden_by_a_general_one() {
        CommissionRule narrow = aRule(1).when(SAUDI).build();
        CommissionRule general = aRule(2).priority(100).build();

        assertThat(FindUnreachable.isHidden(narrow, general)).isFalse();
        assertThat(FindUnreachable.isHidden(general, narrow)).isFalse();
    }

    @Test
    void a_modifier_requires_nothing() {
        CommissionRule first = aRule(1).when(times("2", Subject.COUNTRY, "SA")).build();
        CommissionRule second = aRule(2).when(times("3", Subject.COUPON, "A")).build();

        assertThat(FindUnreachable.isHidden(first, second)).isTrue();
    }

    @Test
    void rules_for_different_promoters_do_not_hide_each_other() {
        CommissionRule general = aRule(1).build();
        CommissionRule own = aRule(2).forPromoter(new AccountId(2)).build();
        CommissionRule others = aRule(3).forPromoter(new AccountId(3)).build();

        assertThat(FindUnreachable.isHidden(general, own)).isFalse();
        assertThat(FindUnreachable.isHidden(own, others)).isFalse();
        assertThat(FindUnreachable.isHidden(own, aRule(4).forPromoter(new AccountId(2)).build()))
                .isTrue();
    }

    @Test
    void times_and_rates_cover_what_is_within_them() {
        Timeframe march = time("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", Set.of(), 0, 24);
        Timeframe week = time("2026-03-08T00:00:00Z", "2026-03-15T00:00:00Z", Set.of(), 8, 12);
        Timeframe fridays = time(null, null, Set.of(DayOfWeek.FRIDAY), 0, 24);
        Timeframe local =
                new Timeframe(
                        null,
                        null,
                        Set.of(DayOfWeek.FRIDAY),
                        0,
                        24,
                        ZoneId.of("Asia/Riyadh"),
                        null);

        assertThat(march.covers(week)).isTrue();
        assertThat(week.covers(march)).isFalse();
        assertThat(fridays.covers(local)).isFalse();
        assertThat(fridays.covers(fridays)).isTrue();
        assertThat(rate("2", null, 100).covers(rate("3", "4", 100))).isTrue();
        assertThat(rate("3", "4", 100).covers(rate("2", null, 100))).isFalse();
        assertThat(rate("2", null, 200).covers(rate("3", null, 100))).isFalse();
    }

    /// Whatever is found is certain: a hidden rule decides none of many sales.
    @Test
    void a_hidden_rule_never_decides() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int hidden = 0;
        for (int round = 0; round < 3_000; round++) {
            CommissionRule one = any(random, 1);
            CommissionRule other = any(random, 2);
            if (FindUnreachable.isHidden(one, other)) {
                hidden++;
                for (int i = 0; i < 20; i++) {
                    ChooseRule.Choice choice =
                            ChooseRule.among(
                                    List.of(one, other), sale(random), PromoterFigures.NONE);
                    assertThat(choice.rule()).as("seed %d", seed).isNotEqualTo(one);
                }
            }
        }
        assertThat(hidden).as("seed %d", seed).isPositive();
    }

    private static CommissionRule any(Random random, long id) {
        List<Condition> conditions = new ArrayList<>();
        if (random.nextBoolean()) {
            conditions.add(random.nextBoolean() ? GULF : SAUDI);
        }
        if (random.nextInt(3) == 0) {
            conditions.add(requires(Subject.COUPON, random.nextBoolean() ? "A" : "B"));
        }
        return aRule(id)
                .priority(random.nextInt(3))
                .when(conditions.toArray(Condition[]::new))
                .build();
    }

    private static Sale sale(Random random) {
        return SaleBuilder.aSale()
                .from(List.of("SA", "AE", "EG", "").get(random.nextInt(4)))
                .with(List.of("A", "B", "").get(random.nextInt(3)))
                .build();
    }

    private static Timeframe time(
            @Nullable String from,
            @Nullable String until,
            Set<DayOfWeek> days,
            int fromHour,
            int untilHour) {
        return new Timeframe(
                from == null ? null : Instant.parse(from),
                until == null ? null : Instant.parse(until),
                days,
                fromHour,
                untilHour,
                ZoneOffset.UTC,
                null);
    }

    private static Performance rate(String atLeast, @Nullable String below, long minClicks) {
        return new Performance(
                new BigDecimal(atLeast),
                below == null ? null : new BigDecimal(below),
                minClicks,
                null);
    }
}
