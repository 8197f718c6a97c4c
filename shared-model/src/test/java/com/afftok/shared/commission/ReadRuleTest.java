package com.afftok.shared.commission;

import static com.afftok.shared.commission.SaleBuilder.PROMOTER;
import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.document.FieldProblem;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRuleTest {

    @Test
    void reads_a_whole_rule() {
        Map<String, Object> rule =
                Map.of(
                        "name", "Gold",
                        "payout_type", "hybrid",
                        "amount", "5.00",
                        "percent", 7.5,
                        "currency", "USD",
                        "priority", 3,
                        "tiers",
                                List.of(
                                        Map.of("min_sales", 0, "max_sales", 9, "rate", "8"),
                                        Map.of("min_sales", 10, "rate", new BigDecimal("9.25"))),
                        "conditions", List.of(Map.of("on", "country", "in", List.of("SA"))),
                        "status", "active");

        assertThat(ReadRule.of(7, PROMOTER, rule))
                .isEqualTo(
                        new RuleReading.Read(
                                new CommissionRule(
                                        7,
                                        PROMOTER,
                                        "Gold",
                                        Payout.hybrid(money("5.00 USD"), new BigDecimal("7.5")),
                                        3,
                                        List.of(
                                                new Tier(0, new BigDecimal("8")),
                                                new Tier(10, new BigDecimal("9.25"))),
                                        List.of(new OneOf(Subject.COUNTRY, List.of("SA"), null)))));
    }

    @Test
    void reads_every_kind_of_condition() {
        assertThat(
                        condition(
                                "on",
                                "timeframe",
                                "from",
                                "2026-03-01T00:00:00+03:00",
                                "until",
                                "2026-04-01T00:00:00Z",
                                "days",
                                List.of("fri", "Sat"),
                                "from_hour",
                                20,
                                "until_hour",
                                2,
                                "zone",
                                "Asia/Riyadh",
                                "modifier",
                                "1.10"))
                .isEqualTo(
                        new Timeframe(
                                Instant.parse("2026-02-28T21:00:00Z"),
                                Instant.parse("2026-04-01T00:00:00Z"),
                                Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
                                20,
                                2,
                                ZoneId.of("Asia/Riyadh"),
                                new BigDecimal("1.1")));
        assertThat(condition("on", "timeframe", "from_hour", 20))
                .isEqualTo(new Timeframe(null, null, Set.of(), 20, 24, ZoneOffset.UTC, null));
        assertThat(condition("on", "performance", "at_least", "2.5", "below", 10))
                .isEqualTo(
                        new Performance(
                                new BigDecimal("2.5"),
                                BigDecimal.TEN,
                                Performance.DEFAULT_MIN_CLICKS,
                                null));
        assertThat(condition("on", "performance", "below", "1", "min_clicks", 7, "modifier", 0.5))
                .isEqualTo(new Performance(null, BigDecimal.ONE, 7, new BigDecimal("0.5")));
        assertThat(condition("on", "coupon")).isEqualTo(new OneOf(Subject.COUPON, List.of(), null));
        for (Subject subject : List.of(Subject.CATEGORY, Subject.CHANNEL, Subject.GOAL)) {
            assertThat(condition("on", subject.label(), "in", List.of("x"), "modifier", "0"))
                    .isEqualTo(new OneOf(subject, List.of("x"), BigDecimal.ZERO));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name        |           | name: is required
                    payout_type |           | payout_type: is required
                    payout_type | cpm       | payout_type: must be cpa, cpl, cps or hybrid
                    currency    |           | currency: is required
                    currency    | usd       | currency: must be a currency of three capital letters (ISO 4217)
                    amount      | -1        | amount: must be between 0 and 1000000000
                    amount      | 1e3       | amount: must be a decimal number
                    amount      | NaN       | amount: must be a decimal number
                    amount      | 1.001     | amount: must have at most 2 decimals
                    amount      | 1.00001   | amount: must have at most 4 decimals
                    amount      | 1000000000.01 | amount: must be between 0 and 1000000000
                    percent     | 100.0001  | percent: must be between 0 and 100
                    percent     | 0.01      | percent: must be 0 for cpa
                    priority    | 1.5       | priority: must be a whole number from -1000000 to 1000000
                    priority    | 1000001   | priority: must be a whole number from -1000000 to 1000000
                    tiers       | 10        | tiers: must be a list of at most 50
                    conditions  | all       | conditions: must be a list of at most 20
                    """)
    void names_what_is_wrong(String field, @Nullable String value, String problem) {
        assertThat(problems(field, value)).containsExactly(problem);
    }

    @Test
    void reads_numbers_as_the_database_writes_them() {
        Map<String, Object> rule = rule("amount", new BigDecimal("500.0000"));
        rule.put("currency", "JPY");
        rule.put("percent", new BigDecimal("0.0000"));
        rule.put("tiers", List.of(Map.of("min_sales", 10L, "rate", new BigDecimal("600.0000"))));

        assertThat(ReadRule.of(7, null, rule))
                .isEqualTo(
                        new RuleReading.Read(
                                RuleBuilder.aRule(7).pays("cpa 500 JPY").from(10, "600").build()));
    }

    @Test
    void a_percentage_alone_has_no_amount() {
        assertThat(problemsOf(rule("payout_type", "cps")))
                .containsExactly("amount: must be 0 for cps");
    }

    @Test
    void keeps_to_its_bounds() {
        Map<String, Object> tier = Map.of("min_sales", 1, "rate", 1);
        Map<String, Object> condition = Map.of("on", "coupon");
        List<String> codes = Collections.nCopies(251, "X");

        assertThat(problems("name", "n".repeat(101)))
                .containsExactly("name: must be a text of 1 to 100 printable characters");
        assertThat(problems("name", "a\u0000b")).hasSize(1);
        assertThat(problems("name", "a\uD83Db")).hasSize(1);
        assertThat(problems("name", " ")).hasSize(1);
        assertThat(problems("name", "n".repeat(100))).isEmpty();
        assertThat(problems("tiers", Collections.nCopies(51, tier)))
                .containsExactly("tiers: must be a list of at most 50");
        assertThat(problems("conditions", Collections.nCopies(20, condition))).isEmpty();
        assertThat(problems("conditions", Collections.nCopies(21, condition)))
                .containsExactly("conditions: must be a list of at most 20");
        assertThat(conditionProblems("on", "coupon", "in", codes))
                .containsExactly("conditions[0].in: must be a list of at most 250");
        assertThat(conditionProblems("on", "coupon", "in", List.of("x".repeat(201)))).hasSize(1);
        assertThat(problems("amount", new BigDecimal("1e999999999")))
                .containsExactly("amount: must be a decimal number");
        assertThat(problems("priority", new BigDecimal("1e999999999"))).hasSize(1);
        assertThat(problems("amount", Double.NaN)).hasSize(1);
        assertThat(problems("amount", true)).hasSize(1);
    }

    @Test
    void tiers_neither_overlap_nor_leave_a_gap() {
        assertThat(tierProblems(tier(0, 9), tier(10, 19), tier(20, null))).isEmpty();
        assertThat(tierProblems(tier(5, null), tier(10, null))).isEmpty();
        assertThat(tierProblems(tier(0, 9), tier(9, null)))
                .containsExactly("tiers[1].min_sales: must follow max_sales of the tier before");
        assertThat(tierProblems(tier(0, 9), tier(11, null)))
                .containsExactly("tiers[1].min_sales: must follow max_sales of the tier before");
        assertThat(tierProblems(tier(5, null), tier(5, null)))
                .containsExactly("tiers[1].min_sales: must be more than that of the tier before");
        assertThat(tierProblems(tier(5, 4)))
                .containsExactly("tiers[0].max_sales: must not be below min_sales");
        assertThat(tierProblems(tier(0, 9), tier(10, 19)))
                .containsExactly(
                        "tiers[1].max_sales: must be absent in the last tier, which has no end");
        assertThat(tierProblems(tier(5, 5), tier(6, null))).isEmpty();
    }

    @Test
    void names_what_is_wrong_with_a_tier() {
        assertThat(tierProblems(Map.of("rate", "1")))
                .containsExactly("tiers[0].min_sales: is required");
        assertThat(tierProblems(Map.of("min_sales", 1)))
                .containsExactly("tiers[0].rate: is required");
        assertThat(tierProblems(Map.of("min_sales", -1, "rate", "x", "pay", 1)))
                .containsExactly(
                        "tiers[0].min_sales: must be a whole number from 0 to 2147483647",
                        "tiers[0].rate: must be a decimal number",
                        "tiers[0].pay: is not known");
        assertThat(tierProblems(Map.of("min_sales", 1, "rate", "1.001")))
                .containsExactly("tiers[0].rate: must have at most 2 decimals");
        assertThat(problemsOf(cpsWithTier("100.0001")))
                .containsExactly("tiers[0].rate: must be between 0 and 100");
        assertThat(problemsOf(cpsWithTier("12.3456"))).isEmpty();
    }

    @Test
    void names_what_is_wrong_with_a_condition() {
        assertThat(problems("conditions", List.of("SA")))
                .containsExactly("conditions[0]: must be an object");
        assertThat(conditionProblems("in", List.of("SA")))
                .containsExactly("conditions[0].on: is required");
        assertThat(conditionProblems("on", "moon"))
                .containsExactly(
                        "conditions[0].on: must be one of category, channel, country,"
                                + " customer_type, coupon, goal, timeframe, performance");
        assertThat(conditionProblems("on", "country"))
                .containsExactly("conditions[0].in: is required");
        assertThat(conditionProblems("on", "country", "in", List.of()))
                .containsExactly("conditions[0].in: must name at least one");
        assertThat(conditionProblems("on", "coupon", "in", List.of()))
                .containsExactly("conditions[0].in: must name at least one");
        assertThat(conditionProblems("on", "country", "in", List.of("SA", "KSA")))
                .containsExactly("conditions[0].in[1]: must be a country code of two letters");
        assertThat(conditionProblems("on", "customer_type", "in", List.of("vip")))
                .containsExactly("conditions[0].in[0]: must be new or returning");
        assertThat(conditionProblems("on", "country", "in", "SA", "modifier", "11"))
                .containsExactlyInAnyOrder(
                        "conditions[0].in: must be a list of at most 250",
                        "conditions[0].modifier: must be between 0 and 10");
        assertThat(conditionProblems("on", "coupon", "modifer", "2"))
                .containsExactly("conditions[0].modifer: is not known");
        assertThat(conditionProblems("on", "coupon", "<script>", "2"))
                .containsExactly("conditions[0].?script?: is not known");
    }

    @Test
    void names_what_is_wrong_with_a_timeframe_or_a_performance() {
        assertThat(conditionProblems("on", "timeframe", "zone", "UTC"))
                .containsExactly("conditions[0].from: or another bound is required");
        assertThat(conditionProblems("on", "timeframe", "from", "yesterday"))
                .containsExactly("conditions[0].from: must be a time such as 2026-03-01T00:00:00Z");
        assertThat(conditionProblems("on", "timeframe", "days", List.of("fri", "day")))
                .containsExactly(
                        "conditions[0].days[1]: must be mon, tue, wed, thu, fri, sat or sun");
        assertThat(conditionProblems("on", "timeframe", "from_hour", 24)).hasSize(1);
        assertThat(conditionProblems("on", "timeframe", "from_hour", 5, "until_hour", 5))
                .containsExactly("conditions[0].until_hour: must differ from from_hour");
        assertThat(conditionProblems("on", "timeframe", "days", List.of("fri"), "zone", "Mars"))
                .containsExactly("conditions[0].zone: must be a time zone such as Asia/Riyadh");
        assertThat(conditionProblems("on", "performance"))
                .containsExactly("conditions[0].below: or at_least is required");
        assertThat(conditionProblems("on", "performance", "at_least", 3, "below", 3))
                .containsExactly("conditions[0].below: must be more than at_least");
        assertThat(conditionProblems("on", "performance", "at_least", 3, "min_clicks", 0))
                .hasSize(1);
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        assertThat(problemsOf(Map.of("tiers", "x", "conditions", List.of(1, 2))))
                .contains(
                        "name: is required",
                        "payout_type: is required",
                        "currency: is required",
                        "conditions[0]: must be an object",
                        "conditions[1]: must be an object");
    }

    private static Condition condition(Object... pairs) {
        return switch (ReadRule.of(1, null, rule("conditions", List.of(object(pairs))))) {
            case RuleReading.Read(CommissionRule rule) -> rule.conditions().getFirst();
            case RuleReading.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static List<String> conditionProblems(Object... pairs) {
        return problems("conditions", List.of(object(pairs)));
    }

    private static Map<String, Object> object(Object... pairs) {
        Map<String, Object> object = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put((String) pairs[i], pairs[i + 1]);
        }
        return object;
    }

    private static Map<String, Object> tier(int minSales, @Nullable Integer maxSales) {
        Map<String, Object> tier = new HashMap<>(Map.of("min_sales", minSales, "rate", "1"));
        if (maxSales != null) {
            tier.put("max_sales", maxSales);
        }
        return tier;
    }

    private static List<String> tierProblems(Object... tiers) {
        return problems("tiers", List.of(tiers));
    }

    private static Map<String, Object> cpsWithTier(String rate) {
        Map<String, Object> rule = rule("payout_type", "cps");
        rule.remove("amount");
        rule.put("tiers", List.of(Map.of("min_sales", 1, "rate", rate)));
        return rule;
    }

    private static List<String> problems(String field, @Nullable Object value) {
        return problemsOf(rule(field, value));
    }

    private static List<String> problemsOf(Map<String, Object> rule) {
        return switch (ReadRule.of(1, null, rule)) {
            case RuleReading.Read _ -> List.of();
            case RuleReading.Refused(List<FieldProblem> problems) ->
                    problems.stream().map(FieldProblem::toString).toList();
        };
    }

    /// A good rule but for one field.
    private static Map<String, Object> rule(String field, @Nullable Object value) {
        Map<String, Object> rule =
                new HashMap<>(
                        Map.of(
                                "name",
                                "Rule",
                                "payout_type",
                                "cpa",
                                "amount",
                                "5.00",
                                "currency",
                                "USD"));
        rule.remove(field);
        if (value != null) {
            rule.put(field, value);
        }
        return rule;
    }
}
