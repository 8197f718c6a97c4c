package com.afftok.shared.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency USD = Currency.of("USD");
    private static final Currency[] CURRENCIES = {
        Currency.of("JPY"), USD, Currency.of("KWD"), Currency.of("CLF")
    };

    @ParameterizedTest
    @CsvSource({
        "0, USD, 0, 0.00 USD",
        "0.00, USD, 0, 0.00 USD",
        "00012.5, USD, 1250, 12.50 USD",
        "12.5000, USD, 1250, 12.50 USD",
        "999999999999999, USD, 99999999999999900, 999999999999999.00 USD",
        "100, JPY, 100, 100 JPY",
        "100.0000, JPY, 100, 100 JPY",
        "1.234, KWD, 1234, 1.234 KWD",
        "1.2340, KWD, 1234, 1.234 KWD",
        "1.2345, CLF, 12345, 1.2345 CLF"
    })
    void reads_and_writes_plain_decimals(String text, String code, long minor, String written) {
        Money money = Money.parse(text, Currency.of(code));

        assertThat(money).isEqualTo(new Money(minor, Currency.of(code))).hasToString(written);
        assertThat(money.toBigDecimal()).isEqualByComparingTo(text);
        assertThat(money.toBigDecimal().scale()).isEqualTo(money.currency().digits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                "1 ",
                "1\n",
                "1e3",
                "1E3",
                "-0",
                "-1",
                "+1",
                "NaN",
                "Infinity",
                "1,00",
                "1,000.00",
                "1.",
                ".5",
                "1.2.3",
                "0x10",
                "1_000",
                "١٢",
                "12.345",
                "12.50000",
                "1000000000000000",
                "1234567890123456789012345678901234567890",
                "null"
            })
    void refuses_everything_else(String text) {
        assertThat(Money.tryParse(text, USD)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.parse(text, USD))
                .withMessage("must be a decimal number with at most 2 decimals");
    }

    @ParameterizedTest
    @CsvSource({"1.5, JPY", "0.0001, KWD", "999999999999999, CLF"})
    void refuses_more_than_the_currency_can_hold(String text, String code) {
        assertThat(Money.tryParse(text, Currency.of(code))).isEmpty();
    }

    @Test
    void reads_what_it_wrote() {
        Seeded.run(
                5000,
                random -> {
                    Money money = money(random);
                    Money positive = money.isNegative() ? money.negate() : money;

                    String text = positive.toBigDecimal().toPlainString();

                    assertThat(Money.parse(text, money.currency())).isEqualTo(positive);
                    assertThat(Money.of(money.toBigDecimal(), money.currency())).isEqualTo(money);
                });
    }

    @Test
    void adds_and_subtracts_as_exact_numbers_do() {
        Seeded.run(
                5000,
                random -> {
                    Money one = money(random);
                    Money other = new Money(money(random, one.currency()).minor(), one.currency());

                    assertThat(one.plus(other).toBigDecimal())
                            .isEqualTo(one.toBigDecimal().add(other.toBigDecimal()));
                    assertThat(one.minus(other)).isEqualTo(one.plus(other.negate()));
                    assertThat(one.plus(other).minus(other)).isEqualTo(one);
                    assertThat(one.plus(one.negate()).isZero()).isTrue();
                    assertThat(Integer.signum(one.compareTo(other)))
                            .isEqualTo(one.toBigDecimal().compareTo(other.toBigDecimal()));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 10, 0.00",
        "0.15, 10, 0.02",
        "0.25, 10, 0.02",
        "0.35, 10, 0.04",
        "-0.15, 10, -0.02",
        "-0.25, 10, -0.02",
        "100.00, 12.345, 12.34",
        "100.00, 12.355, 12.36",
        "33.33, 33.3333, 11.11",
        "10.00, 0, 0.00",
        "10.00, -5, -0.50",
        "10.00, 100, 10.00"
    })
    void a_half_goes_to_the_even_neighbour(BigDecimal amount, BigDecimal percent, BigDecimal part) {
        Money money = Money.of(amount, USD);

        assertThat(money.percent(percent)).isEqualTo(Money.of(part, USD));
        assertThat(money.times(percent.movePointLeft(2))).isEqualTo(Money.of(part, USD));
        assertThat(Money.rounded(amount.multiply(percent).movePointLeft(2), USD))
                .isEqualTo(Money.of(part, USD));
    }

    @Test
    void rounds_by_half_a_minor_unit_at_most_and_alike_for_both_signs() {
        Seeded.run(
                5000,
                random -> {
                    Money money = money(random);
                    BigDecimal factor = new BigDecimal(new BigInteger(20, random), 7);

                    Money product = money.times(factor);

                    BigDecimal exact = BigDecimal.valueOf(money.minor()).multiply(factor);
                    BigDecimal error = exact.subtract(BigDecimal.valueOf(product.minor())).abs();
                    assertThat(error).isLessThanOrEqualTo(new BigDecimal("0.5"));
                    if (error.compareTo(new BigDecimal("0.5")) == 0) {
                        assertThat(product.minor() % 2).isZero();
                    }
                    assertThat(money.negate().times(factor)).isEqualTo(product.negate());
                });
    }

    @Test
    void a_proportion_stays_within_the_whole_and_is_exact_at_its_ends() {
        Seeded.run(
                5000,
                random -> {
                    Money commission = money(random);
                    Money sale = new Money(1 + random.nextInt(1_000_000), USD);
                    Money refund = new Money(random.nextLong(sale.minor() + 1), USD);

                    Money reversed = commission.proportion(refund, sale);

                    assertThat(Math.abs(reversed.minor()))
                            .isLessThanOrEqualTo(Math.abs(commission.minor()));
                    assertThat(commission.proportion(sale, sale)).isEqualTo(commission);
                    assertThat(commission.proportion(Money.zero(USD), sale).isZero()).isTrue();
                });
    }

    @Test
    void two_currencies_never_mix() {
        Money dollars = new Money(1, USD);
        Money dinars = new Money(1, Currency.of("KWD"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> dollars.plus(dinars))
                .withMessage("amounts in USD and KWD do not mix");
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.minus(dinars));
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.compareTo(dinars));
        assertThatIllegalArgumentException().isThrownBy(() -> dollars.proportion(dollars, dinars));
    }

    @Test
    void leaving_the_range_is_an_error_and_no_wrong_number() {
        Money most = Money.parse("999999999999999", USD);
        Money cent = new Money(1, USD);
        Money nearly = Money.of(new BigDecimal("999999999999999.99"), USD);

        assertThatArithmetic(() -> nearly.plus(cent));
        assertThatArithmetic(() -> nearly.negate().minus(cent));
        assertThatArithmetic(() -> most.times(BigDecimal.TEN));
        assertThatArithmetic(() -> most.percent(new BigDecimal("1e30")));
        assertThatArithmetic(() -> new Money(Long.MAX_VALUE, USD));
        assertThatArithmetic(() -> new Money(Long.MIN_VALUE, Currency.of("CLF")).negate());
        assertThatArithmetic(() -> most.proportion(most, cent));
        assertThatArithmetic(() -> cent.proportion(cent, Money.zero(USD)));
        assertThatArithmetic(() -> Money.of(new BigDecimal("0.001"), USD));
    }

    @Test
    void giant_exponents_cost_no_memory() {
        BigDecimal giant = new BigDecimal("1e1000000000");
        BigDecimal tiny = new BigDecimal("1e-1000000000");

        assertThatArithmetic(() -> Money.of(giant, USD));
        assertThatArithmetic(() -> Money.of(tiny, USD));
        assertThatArithmetic(() -> Money.rounded(giant, USD));
        assertThatArithmetic(() -> new Money(1, USD).times(giant));
        assertThat(Money.rounded(tiny, USD).isZero()).isTrue();
        assertThat(new Money(1, USD).percent(tiny).isZero()).isTrue();
    }

    @Test
    void knows_its_sign() {
        assertThat(new Money(1, USD).isPositive()).isTrue();
        assertThat(new Money(-1, USD).isNegative()).isTrue();
        assertThat(Money.zero(USD).isZero()).isTrue();
        assertThat(Money.zero(USD).isPositive()).isFalse();
        assertThat(Money.zero(USD).isNegative()).isFalse();
    }

    private static void assertThatArithmetic(ThrowingCallable callable) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(callable);
    }

    private static Money money(Random random) {
        return money(random, CURRENCIES[random.nextInt(CURRENCIES.length)]);
    }

    private static Money money(Random random, Currency currency) {
        return new Money(random.nextLong() >> (16 + random.nextInt(48)), currency);
    }
}
