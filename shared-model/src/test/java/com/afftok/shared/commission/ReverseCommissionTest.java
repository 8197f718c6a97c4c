package com.afftok.shared.commission;

import static com.afftok.shared.commission.SaleBuilder.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseCommissionTest {

    private static final List<String> CURRENCIES = List.of("JPY", "USD", "SAR", "KWD");

    @ParameterizedTest
    @CsvSource({
        "10.00 USD, 100.00 USD, 0.00 USD, 0.00 USD",
        "10.00 USD, 100.00 USD, 25.00 USD, 2.50 USD",
        "10.00 USD, 100.00 USD, 33.33 USD, 3.33 USD",
        "10.00 USD, 100.00 USD, 66.66 USD, 6.67 USD",
        "10.00 USD, 100.00 USD, 99.99 USD, 10.00 USD",
        "10.00 USD, 100.00 USD, 100.00 USD, 10.00 USD",
        "0.01 USD, 100.00 USD, 50.00 USD, 0.00 USD",
        "0.01 USD, 100.00 USD, 50.01 USD, 0.01 USD",
        "0.03 USD, 100.00 USD, 50.00 USD, 0.02 USD",
        "333 JPY, 1000 JPY, 500 JPY, 166 JPY",
        "335 JPY, 1000 JPY, 500 JPY, 168 JPY",
        "1.235 KWD, 20.000 KWD, 10.000 KWD, 0.618 KWD",
        "5.00 USD, 20.000 KWD, 10.000 KWD, 2.50 USD",
        "0.00 USD, 20.000 KWD, 10.000 KWD, 0.00 USD"
    })
    void takes_back_in_proportion(String commission, String sale, String refunded, String back) {
        assertThat(ReverseCommission.reversedAfter(money(commission), money(sale), money(refunded)))
                .hasToString(back);
    }

    @Test
    void any_refunds_that_add_up_to_the_sale_take_back_exactly_the_commission() {
        Seeded.run(
                2000,
                random -> {
                    Money sale = amount(random.nextInt(4), 1 + random.nextLong(1_000_000));
                    Money commission = amount(random.nextInt(4), random.nextLong(2_000_000));
                    Money refunded = Money.zero(sale.currency());
                    Money reversed = Money.zero(commission.currency());
                    Money sum = Money.zero(commission.currency());

                    while (!refunded.equals(sale)) {
                        long left = sale.minus(refunded).minor();
                        Money part = new Money(1 + random.nextLong(left), sale.currency());
                        refunded = refunded.plus(part);
                        Money after = ReverseCommission.reversedAfter(commission, sale, refunded);
                        Money step = after.minus(reversed);
                        assertThat(step.isNegative()).isFalse();
                        assertThat(after).isLessThanOrEqualTo(commission);
                        sum = sum.plus(step);
                        reversed = after;
                    }

                    assertThat(sum).isEqualTo(commission);
                });
    }

    @Test
    void more_than_was_sold_cannot_be_refunded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reverse("100.00 USD", money("100.01 USD")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reverse("100.00 USD", money("0.01 USD").negate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reverse("100.00 USD", money("1.00 SAR")));
    }

    private static void reverse(String sale, Money refunded) {
        ReverseCommission.reversedAfter(money("10.00 USD"), money(sale), refunded);
    }

    private static Money amount(int currency, long minor) {
        return new Money(minor, Currency.of(CURRENCIES.get(currency)));
    }
}
