package com.afftok.shared.commission;

import static com.afftok.shared.commission.RuleBuilder.aRule;
import static com.afftok.shared.commission.RuleBuilder.times;
import static com.afftok.shared.commission.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commissions to the minor unit. A factor in brackets is one whose condition does not match.
class CommissionTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # sale            | payout               | factors   | commission
                      100.00 USD      | cpa 5.00 USD         |           | 5.00 USD
                      0.01 USD        | cpa 5.00 USD         |           | 5.00 USD
                      100.00 EUR      | cpa 5.00 USD         |           | 5.00 USD
                      100.00 USD      | cpl 0.75 USD         |           | 0.75 USD
                      100.00 SAR      | cpa 12.34 SAR        | 1.1       | 13.57 SAR
                      100.00 SAR      | cpa 12.35 SAR        | 1.1       | 13.58 SAR
                      100.00 SAR      | cpa 12.50 SAR        | 1.001     | 12.51 SAR
                      9000 JPY        | cpa 500 JPY          |           | 500 JPY
                      9000 JPY        | cpa 500 JPY          | 1.001     | 500 JPY
                      9000 JPY        | cpa 500 JPY          | 1.003     | 502 JPY
                      9000 JPY        | cpa 501 JPY          | 0.5       | 250 JPY
                      9000 JPY        | cpa 503 JPY          | 0.5       | 252 JPY
                      20.000 KWD      | cpa 1.234 KWD        |           | 1.234 KWD
                      20.000 KWD      | cpa 1.235 KWD        | 0.5       | 0.618 KWD
                      20.000 KWD      | cpa 1.237 KWD        | 0.5       | 0.618 KWD

                      100.00 USD      | cps 10               |           | 10.00 USD
                      100.00 USD      | cps 12.5             |           | 12.50 USD
                      100.00 USD      | cps 12.3456          |           | 12.35 USD
                      0.05 USD        | cps 10               |           | 0.00 USD
                      0.06 USD        | cps 10               |           | 0.01 USD
                      0.15 USD        | cps 10               |           | 0.02 USD
                      0.25 USD        | cps 10               |           | 0.02 USD
                      0.35 USD        | cps 10               |           | 0.04 USD
                      99.99 USD       | cps 100              |           | 99.99 USD
                      99.99 SAR       | cps 33.3333          |           | 33.33 SAR
                      1999 JPY        | cps 7.5              |           | 150 JPY
                      1990 JPY        | cps 7.5              |           | 149 JPY
                      10 JPY          | cps 5                |           | 0 JPY
                      30 JPY          | cps 5                |           | 2 JPY
                      19.995 KWD      | cps 7.5              |           | 1.500 KWD
                      0.010 KWD       | cps 5                |           | 0.000 KWD
                      0.030 KWD       | cps 5                |           | 0.002 KWD
                      0.001 KWD       | cps 50               |           | 0.000 KWD
                      0.001 KWD       | cps 50.0001          |           | 0.001 KWD

                      100.00 USD      | cps 10               | 1.1       | 11.00 USD
                      100.00 USD      | cps 10               | (1.1)     | 10.00 USD
                      100.00 USD      | cps 10               | 1.1 1.2   | 13.20 USD
                      100.00 USD      | cps 10               | 1.1 (1.2) | 11.00 USD
                      100.00 USD      | cps 10               | 0         | 0.00 USD
                      100.00 USD      | cps 10               | 0.1234    | 1.23 USD
                      0.33 USD        | cps 50               | 0.5 1.5   | 0.12 USD
                      100.00 USD      | cps 10               | 10        | 100.00 USD
                      100.00 USD      | cps 10               | 2 6       | 100.00 USD
                      100.00 USD      | cps 5                | 4 4       | 50.00 USD
                      100.00 USD      | cps 60               | 2         | 100.00 USD
                      100.00 USD      | cpa 5.00 USD         | 10 10     | 50.00 USD
                      100.00 USD      | cpa 5.00 USD         | 10 10 0.1 | 50.00 USD
                      100.00 USD      | cpa 5.00 USD         | 10 0.5    | 25.00 USD

                      100.00 USD      | hybrid 5.00 USD 10   |           | 15.00 USD
                      0.01 USD        | hybrid 5.00 USD 10   |           | 5.00 USD
                      100.00 USD      | hybrid 5.00 USD 10   | 1.1       | 16.50 USD
                      100.00 USD      | hybrid 5.00 USD 60   | 2         | 110.00 USD
                      0.05 SAR        | hybrid 0.01 SAR 10   |           | 0.02 SAR
                      0.05 SAR        | hybrid 0.01 SAR 10   | 0.5       | 0.01 SAR
                      1999 JPY        | hybrid 100 JPY 7.5   |           | 250 JPY
                      10 JPY          | hybrid 1 JPY 5       |           | 2 JPY
                      10 JPY          | hybrid 2 JPY 5       |           | 2 JPY
                      19.995 KWD      | hybrid 0.500 KWD 7.5 |           | 2.000 KWD

                      1000000000000 IDR     | cps 100              | 10  | 1000000000000.00 IDR
                      999999999999.99 USD   | cps 0.0001           |     | 1000000.00 USD
                      1 CLF                 | cpa 1000000000 CLF   | 10  | 10000000000.0000 CLF
                      1000000000000 CLF     | cps 1                |     | 10000000000.0000 CLF
                    """)
    void pays_to_the_minor_unit(
            String sale, String payout, @Nullable String factors, String commission) {
        var rule = aRule(1).pays(payout);
        for (String factor : factors == null ? new String[0] : factors.split(" ", -1)) {
            boolean matches = !factor.startsWith("(");
            String modifier = matches ? factor : factor.substring(1, factor.length() - 1);
            rule.when(times(modifier, Subject.COUNTRY, matches ? "SA" : "AE"));
        }

        Commission result =
                CalculateCommission.of(
                        aSale().of(sale).from("SA").build(),
                        RuleBuilder.payout("cpa 77.00 USD"),
                        List.of(rule.build()),
                        PromoterFigures.NONE,
                        List.of(),
                        List.of());

        assertThat(result.amount()).hasToString(commission);
        assertThat(result.notPaid() == null).isEqualTo(result.amount().isPositive());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # payout              | tiers                | sales      | commission of 200.00 USD
                      cps 5               | 10 7.5, 100 10       | 0          | 10.00 USD
                      cps 5               | 10 7.5, 100 10       | 9          | 10.00 USD
                      cps 5               | 10 7.5, 100 10       | 10         | 15.00 USD
                      cps 5               | 10 7.5, 100 10       | 11         | 15.00 USD
                      cps 5               | 10 7.5, 100 10       | 99         | 15.00 USD
                      cps 5               | 10 7.5, 100 10       | 100        | 20.00 USD
                      cps 5               | 10 7.5, 100 10       | 5000000000 | 20.00 USD
                      cps 5               | 100 10, 10 7.5       | 10         | 15.00 USD
                      cps 5               | 0 6                  | 0          | 12.00 USD
                      cps 5               | 1 0                  | 1          | 0.00 USD
                      cpa 5.00 USD        | 10 7.50, 20 0.25     | 9          | 5.00 USD
                      cpa 5.00 USD        | 10 7.50, 20 0.25     | 10         | 7.50 USD
                      cpa 5.00 USD        | 10 7.50, 20 0.25     | 20         | 0.25 USD
                      cpl 5.00 USD        | 1 6.01               | 1          | 6.01 USD
                      hybrid 5.00 USD 10  | 3 20                 | 2          | 25.00 USD
                      hybrid 5.00 USD 10  | 3 20                 | 3          | 45.00 USD
                    """)
    void a_tier_begins_exactly_at_its_sales(
            String payout, String tiers, long sales, String commission) {
        var rule = aRule(1).pays(payout);
        for (String tier : tiers.split(", ", -1)) {
            String[] parts = tier.split(" ", -1);
            rule.from(Integer.parseInt(parts[0]), parts[1]);
        }

        Commission result =
                CalculateCommission.of(
                        aSale().of("200.00 USD").build(),
                        RuleBuilder.payout("cpa 77.00 USD"),
                        List.of(rule.build()),
                        new PromoterFigures(sales, 0, 0, Map.of()),
                        List.of(),
                        List.of());

        assertThat(result.amount()).hasToString(commission);
    }
}
