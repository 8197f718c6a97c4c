package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.RuleBuilder.payout;
import static com.afftok.shared.commission.RuleBuilder.requires;
import static com.afftok.shared.commission.RuleBuilder.times;
import static com.afftok.shared.commission.SaleBuilder.PROMOTER;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    @Test
    void shows_the_fee_of_the_platform() {
        Commission commission = of("cpa 10.00 USD");
        var percent = new BigDecimal("20");

        assertThat(
                        WriteJson.of(
                                Explanation.ofFee(
                                        commission.amount(), percent, commission.fee(percent))))
                .isEqualTo(
                        """
                        {"percent":"20","of":{"amount":"10.00","currency":"USD"},\
                        "rounding":"half_even","fee":{"amount":"2.00","currency":"USD"}}\
                        """);
    }

    @Test
    void rounds_the_fee_half_to_even() {
        assertThat(of("cpa 0.10 USD").fee(new BigDecimal("25"))).isEqualTo(money("0.02 USD"));
        assertThat(of("cpa 0.30 USD").fee(new BigDecimal("25"))).isEqualTo(money("0.08 USD"));
        assertThat(of("cpa 10 JPY").fee(new BigDecimal("25"))).isEqualTo(money("2 JPY"));
    }

    private static Commission of(String payout) {
        return CalculateCommission.of(
                aSale().of("99.99 USD").build(),
                payout(payout),
                List.of(),
                PromoterFigures.NONE,
                List.of(),
                List.of());
    }

    @Test
    void leads_from_the_sale_to_the_commission() {
        CommissionRule rule =
                aRule(7).named("Ramadan \"Gold\" \\ رمضان")
                        .forPromoter(PROMOTER)
                        .priority(3)
                        .pays("cps 5")
                        .from(10, "7.50")
                        .when(
                                requires(Subject.GOAL, "sale"),
                                times("1.10", Subject.COUNTRY, "SA"),
                                times("2", Subject.CHANNEL, "tiktok"))
                        .build();
        CommissionRule unmet = aRule(9).when(requires(Subject.COUPON, "TEN")).build();
        CommissionRule general = aRule(8).build();

        Commission commission =
                CalculateCommission.of(
                        aSale().of("99.99 USD").from("SA").reaching("sale").build(),
                        payout("cpa 5.00 USD"),
                        List.of(rule, general, unmet),
                        new PromoterFigures(12, 0, 0, Map.of()),
                        List.of(),
                        List.of(new Recruiter(1, new AccountId(30), new BigDecimal("10.00"))));

        assertThat(Explanation.json(commission))
                .isEqualTo(
                        """
                        {"sale":{"amount":"99.99","currency":"USD"},\
                        "paid_by":{"source":"rule","rule":7,"name":"Ramadan \\"Gold\\" \\\\ رمضان",\
                        "for":"promoter","requirements":1,"priority":3},\
                        "payout":{"type":"cps","percent":"7.5"},\
                        "sales_this_month":12,"tier":{"min_sales":10,"rate":"7.5"},\
                        "factors":[{"on":"country","modifier":"1.1","applied":true},\
                        {"on":"channel","modifier":"2","applied":false}],\
                        "factor":"1.1","limited_by":[],"exact":"8.249175",\
                        "rounded":{"amount":"8.25","currency":"USD"},"rounding":"half_even",\
                        "commission":{"amount":"8.25","currency":"USD"},\
                        "passed_over":[{"rule":9,"because":"not_met","on":"coupon"},\
                        {"rule":8,"because":"less_specific"}]}\
                        """);
        assertThat(Explanation.json(commission, commission.recruiters().getFirst()))
                .isEqualTo(
                        """
                        {"level":1,"percent":"10","of":{"amount":"8.25","currency":"USD"},\
                        "rounding":"half_even","commission":{"amount":"0.82","currency":"USD"}}\
                        """);
    }

    @Test
    void says_which_cap_was_reached_and_what_would_have_been_paid() {
        assertThat(capped(new Cap.OfMoney(null, CapPeriod.MONTH, money("4.99 USD"))))
                .containsEntry("paid_by", Map.of("source", "offer"))
                .containsEntry("rounded", Map.of("amount", "5.00", "currency", "USD"))
                .containsEntry("commission", Map.of("amount", "0.00", "currency", "USD"))
                .containsEntry(
                        "not_paid",
                        Map.of(
                                "reason",
                                "cap_month",
                                "money",
                                Map.of("amount", "4.99", "currency", "USD")));
        assertThat(capped(new Cap.OfConversions(null, CapPeriod.TOTAL, 0)))
                .containsEntry("not_paid", Map.of("reason", "cap_total", "conversions", 0L));
    }

    @Test
    void names_the_currencies_that_have_no_sum() {
        Commission commission =
                CalculateCommission.of(
                        aSale().of("9.000 KWD").build(),
                        payout("hybrid 5.00 USD 10"),
                        List.of(),
                        PromoterFigures.NONE,
                        List.of(),
                        List.of());

        assertThat(Explanation.of(commission))
                .containsEntry(
                        "not_paid",
                        Map.of("reason", "currencies_differ", "sale", "KWD", "payout", "USD"));
    }

    @Test
    void lists_only_the_first_of_many_rules() {
        List<CommissionRule> rules =
                IntStream.rangeClosed(1, CalculateCommission.MAX_RULES)
                        .mapToObj(id -> aRule(id).build())
                        .toList();

        Commission commission =
                CalculateCommission.of(
                        aSale().build(),
                        payout("cpa 5.00 USD"),
                        rules,
                        PromoterFigures.NONE,
                        List.of(),
                        List.of());

        assertThat(commission.passedOver()).hasSize(CalculateCommission.MAX_RULES - 1);
        assertThat((List<?>) Explanation.of(commission).get("passed_over"))
                .hasSize(Explanation.MAX_PASSED_OVER);
    }

    @Test
    void writes_every_text_so_that_a_database_takes_it() {
        Map<String, Object> object =
                Map.of("text", "a\"b\\c\n\t\u0001\u0000 \uD83D\uDE00 \uD83D x \uDE00 \u2028/");

        assertThat(WriteJson.of(object))
                .isEqualTo(
                        "{\"text\":\"a\\\"b\\\\c\\u000a\\u0009\\u0001\uFFFD \uD83D\uDE00 \uFFFD x"
                                + " \uFFFD \u2028/\"}");
    }

    private static Map<String, Object> capped(Cap cap) {
        return Explanation.of(
                CalculateCommission.of(
                        aSale().build(),
                        payout("cpa 5.00 USD"),
                        List.of(),
                        PromoterFigures.NONE,
                        List.of(cap),
                        List.of()));
    }
}
