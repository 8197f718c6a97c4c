package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.requires;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");

    @Test
    void compares_what_the_sale_says_in_whatever_case() {
        assertThat(matches(requires(Subject.COUNTRY, "sa", "AE"), aSale().from("SA"))).isTrue();
        assertThat(matches(requires(Subject.COUNTRY, "sa", "AE"), aSale().from("EG"))).isFalse();
        assertThat(matches(requires(Subject.CATEGORY, "Fashion"), aSale().in("fashion"))).isTrue();
        assertThat(matches(requires(Subject.CHANNEL, "tiktok"), aSale().over("TikTok "))).isTrue();
        assertThat(matches(requires(Subject.COUPON, "ten"), aSale().with("TEN"))).isTrue();
        assertThat(matches(requires(Subject.COUPON, "ten"), aSale().with("TENT"))).isFalse();
        assertThat(matches(requires(Subject.GOAL, "lead"), aSale().reaching("lead"))).isTrue();
        assertThat(matches(requires(Subject.GOAL, "lead"), aSale().reaching("sale"))).isFalse();
    }

    @Test
    void tells_new_customers_from_returning_ones() {
        Condition fresh = requires(Subject.CUSTOMER_TYPE, "NEW");

        assertThat(matches(fresh, aSale().by(CustomerType.NEW))).isTrue();
        assertThat(matches(fresh, aSale().by(CustomerType.RETURNING))).isFalse();
        assertThat(matches(fresh, aSale())).isFalse();
        assertThat(CustomerType.find("Returning")).hasValue(CustomerType.RETURNING);
        assertThat(CustomerType.find("vip")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Subject.class)
    void what_is_not_known_matches_nothing(Subject subject) {
        String value = subject == Subject.CUSTOMER_TYPE ? "new" : "sa";

        assertThat(matches(requires(subject, value), aSale())).isFalse();
    }

    @Test
    void any_coupon_matches_where_none_is_named() {
        assertThat(matches(requires(Subject.COUPON), aSale().with("X"))).isTrue();
        assertThat(matches(requires(Subject.COUPON), aSale())).isFalse();
        assertThat(matches(requires(Subject.COUPON), aSale().with(" "))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T23:59:59.999Z, false",
        "2026-03-01T00:00:00Z, true",
        "2026-03-31T23:59:59.999Z, true",
        "2026-04-01T00:00:00Z, false"
    })
    void a_timeframe_begins_at_its_beginning_and_is_over_at_its_end(String at, boolean matches) {
        Condition march =
                timeframe(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        Set.of(),
                        0,
                        24,
                        ZoneOffset.UTC);

        assertThat(matches(march, aSale().at(at))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T20:59:59Z, false",
        "2026-03-05T21:00:00Z, true",
        "2026-03-06T20:59:59Z, true",
        "2026-03-06T21:00:00Z, false"
    })
    void days_are_those_of_the_zone(String at, boolean matches) {
        Condition friday = timeframe(null, null, Set.of(DayOfWeek.FRIDAY), 0, 24, RIYADH);

        assertThat(matches(friday, aSale().at(at))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 17, 04:59:59, false",
        "8, 17, 05:00:00, true",
        "8, 17, 13:59:59, true",
        "8, 17, 14:00:00, false",
        "20, 2, 16:59:59, false",
        "20, 2, 17:00:00, true",
        "20, 2, 21:00:00, true",
        "20, 2, 22:59:59, true",
        "20, 2, 23:00:00, false",
        "0, 24, 21:00:00, true",
        "20, 24, 20:59:59, true",
        "20, 24, 21:00:00, false"
    })
    void hours_are_those_of_the_zone_and_may_go_over_midnight(
            int from, int until, String time, boolean matches) {
        Condition hours = timeframe(null, null, Set.of(), from, until, RIYADH);

        assertThat(matches(hours, aSale().at("2026-03-18T" + time + "Z"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, , 200, 5, true",
        "2.5, , 200, 4, false",
        "2.5, , 99, 90, false",
        "2.5, , 100, 3, true",
        ", 2.5, 200, 5, false",
        ", 2.5, 200, 4, true",
        ", 2.5, 100, 0, true",
        ", 2.5, 0, 0, false",
        "2.5, 10, 200, 19, true",
        "2.5, 10, 200, 20, false",
        "33.3333, , 300, 100, true",
        "33.3334, , 300, 100, false",
        "0, , 100, 0, true",
        "100, , 100, 250, true"
    })
    void performance_is_the_conversion_rate(
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            long clicks,
            long conversions,
            boolean matches) {
        Condition performance = new Performance(atLeast, below, 100, null);
        var figures = new PromoterFigures(0, clicks, conversions, Map.of());

        assertThat(performance.matches(aSale().build(), figures)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.0001", "10.0001", "1.00001", "1e999999999", "1e-999999999"})
    void a_modifier_is_between_0_and_10(String modifier) {
        var wrong = new BigDecimal(modifier);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneOf(Subject.COUPON, List.of(), wrong))
                .withMessageStartingWith("modifier must");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Performance(BigDecimal.ONE, null, 1, wrong));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Timeframe(null, null, Set.of(), 0, 24, ZoneOffset.UTC, wrong));
    }

    @Test
    void equal_conditions_are_equal_however_they_were_written() {
        assertThat(new OneOf(Subject.COUNTRY, List.of("SA", "ae", "sa"), new BigDecimal("1.10")))
                .isEqualTo(new OneOf(Subject.COUNTRY, List.of("ae", "sa"), new BigDecimal("1.1")));
    }

    @Test
    void refuses_bounds_in_the_wrong_order() {
        Instant time = Instant.parse("2026-03-01T00:00:00Z");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(time, time, Set.of(), 0, 24, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(null, null, Set.of(), 5, 5, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(null, null, Set.of(), 24, 5, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(null, null, Set.of(), 5, 0, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(null, null, Set.of(), -1, 5, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> timeframe(null, null, Set.of(), 5, 25, RIYADH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Performance(BigDecimal.ONE, BigDecimal.ONE, 1, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Performance(null, null, 1, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Performance(BigDecimal.ONE, null, 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> requires(Subject.COUNTRY));
        assertThatIllegalArgumentException().isThrownBy(() -> requires(Subject.COUNTRY, "SAU"));
    }

    @Test
    void a_list_is_bounded_and_so_are_its_values() {
        String[] most =
                IntStream.range(0, OneOf.MAX_VALUES)
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new);
        String[] more = Arrays.copyOf(most, most.length + 1);
        more[most.length] = "one more";
        String longest = "x".repeat(OneOf.MAX_LENGTH);

        assertThat(matches(requires(Subject.COUPON, most), aSale().with("249"))).isTrue();
        assertThat(matches(requires(Subject.COUPON, longest), aSale().with(longest))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> requires(Subject.COUPON, more));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> requires(Subject.COUPON, longest + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> requires(Subject.COUPON, " "));
    }

    private static boolean matches(Condition condition, SaleBuilder sale) {
        return condition.matches(sale.build(), PromoterFigures.NONE);
    }

    private static Condition timeframe(
            @Nullable Instant from,
            @Nullable Instant until,
            Set<DayOfWeek> days,
            int fromHour,
            int untilHour,
            ZoneId zone) {
        return new Timeframe(from, until, days, fromHour, untilHour, zone, null);
    }
}
