package com.afftok.management.money.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.money.rate.RateRow;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rates from US dollars through euros to riyals.
final class FindRateTest {

    private static final Currency USD = Currency.of("USD");
    private static final Currency EUR = Currency.of("EUR");
    private static final Currency SAR = Currency.of("SAR");
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final LocalDate SECOND = LocalDate.parse("2026-01-02");

    @Test
    void is_that_of_the_pair() {
        assertThat(find(rate(FIRST, "USD", "SAR", "3.75"))).isEqualTo("3.75 of 2026-01-01");
    }

    @Test
    void is_the_inverse_of_the_opposite_pair_if_that_is_newer() {
        assertThat(find(rate(FIRST, "USD", "SAR", "3.75"), rate(SECOND, "SAR", "USD", "0.25")))
                .isEqualTo("4 of 2026-01-02");
        assertThat(find(rate(SECOND, "USD", "SAR", "3.75"), rate(SECOND, "SAR", "USD", "0.25")))
                .isEqualTo("3.75 of 2026-01-02");
    }

    @Test
    void leads_through_the_base_currency_alone() {
        assertThat(find(rate(SECOND, "USD", "EUR", "0.9"), rate(FIRST, "SAR", "EUR", "0.2")))
                .isEqualTo("4.5 of 2026-01-01");
        assertThat(find(rate(FIRST, "USD", "AED", "3.67"), rate(FIRST, "AED", "SAR", "1")))
                .isEqualTo("none");
        assertThat(find(rate(FIRST, "USD", "EUR", "0.9"))).isEqualTo("none");
    }

    @Test
    void of_the_pair_precedes_that_through_the_base_currency() {
        assertThat(
                        find(
                                rate(FIRST, "USD", "SAR", "3.75"),
                                rate(SECOND, "USD", "EUR", "0.9"),
                                rate(SECOND, "EUR", "SAR", "5")))
                .isEqualTo("3.75 of 2026-01-01");
    }

    @Test
    void shows_no_amount_that_would_be_out_of_range() {
        Display display =
                new Display(
                        SAR,
                        new FindRate(List.of(rate(FIRST, "USD", "SAR", "9999999999")), SAR, EUR),
                        SECOND,
                        FIRST);
        Money much = Money.of(new BigDecimal("1000000"), USD);

        assertThat(display.of(much)).isNull();
        assertThat(display.total(List.of(much, Money.of(BigDecimal.TEN, SAR))))
                .isEqualTo(
                        new Display.Total(
                                new BigDecimal("10.00"), "SAR", false, false, List.of("USD")));
    }

    private static String find(RateRow... rows) {
        return new FindRate(List.of(rows), SAR, EUR)
                .from(USD)
                .map(rate ->
                        rate.factor().stripTrailingZeros().toPlainString() + " of " + rate.day())
                .orElse("none");
    }

    private static RateRow rate(LocalDate day, String base, String quote, String rate) {
        return new RateRow(day, base, quote, new BigDecimal(rate), 1);
    }
}
