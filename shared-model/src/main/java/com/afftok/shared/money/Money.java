package com.afftok.shared.money;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount in minor units of its currency, within the range of the ledger's `numeric(19,4)`.
///
/// Operations on different currencies, or out of range, throw an exception.
public record Money(long minor, Currency currency) implements Comparable<Money> {

    /// By the number of decimals: 15 digits before the point, as in the database, or the maximum of
    /// a long.
    private static final long[] MAX_MINOR = {
        999_999_999_999_999L,
        9_999_999_999_999_999L,
        99_999_999_999_999_999L,
        999_999_999_999_999_999L,
        Long.MAX_VALUE
    };

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,4})?");
    private static final int PERCENT_DECIMALS = 2;

    public Money {
        long max = MAX_MINOR[currency.digits()];
        if (minor > max || minor < -max) {
            throw new ArithmeticException("the amount is out of range");
        }
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /// The exact amount.
    ///
    /// @throws ArithmeticException if it has more decimals than the currency
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount.movePointRight(currency.digits()).longValueExact(), currency);
    }

    /// The nearest amount.
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(Rounding.toMinor(amount.movePointRight(currency.digits())), currency);
    }

    /// Parses a plain decimal number such as `12` or `12.50`, without sign, exponent or grouping.
    ///
    /// It may have no more decimals than the currency, except zeros.
    ///
    /// @throws IllegalArgumentException if it is invalid
    public static Money parse(String amount, Currency currency) {
        return tryParse(amount, currency)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "must be a decimal number with at most %d decimals"
                                        .formatted(currency.digits())));
    }

    /// As [#parse]; empty if it is invalid.
    public static Optional<Money> tryParse(String amount, Currency currency) {
        if (!DECIMAL.matcher(amount).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new BigDecimal(amount), currency));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    public Money plus(Money other) {
        check(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public Money minus(Money other) {
        check(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    public Money negate() {
        return new Money(Math.negateExact(minor), currency);
    }

    /// This amount times a factor, rounded.
    public Money times(BigDecimal factor) {
        return new Money(Rounding.toMinor(BigDecimal.valueOf(minor).multiply(factor)), currency);
    }

    /// A percentage of this amount, rounded.
    public Money percent(BigDecimal percent) {
        return times(percent.movePointLeft(PERCENT_DECIMALS));
    }

    /// This amount times `part / whole`, rounded, such as a refund in proportion.
    public Money proportion(Money part, Money whole) {
        part.check(whole);
        if (whole.isZero()) {
            throw new ArithmeticException("there is no proportion to zero");
        }
        return new Money(Rounding.toMinor(minor, part.minor, whole.minor), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    /// The amount with the decimals of its currency.
    public BigDecimal toBigDecimal() {
        return BigDecimal.valueOf(minor, currency.digits());
    }

    /// By amount.
    ///
    /// @throws IllegalArgumentException if the other amount is in another currency
    @Override
    public int compareTo(Money other) {
        check(other);
        return Long.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return toBigDecimal().toPlainString() + " " + currency;
    }

    private void check(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "amounts in " + currency + " and " + other.currency + " do not mix");
        }
    }
}
