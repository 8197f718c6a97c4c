package com.afftok.shared.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// The one place where amounts are rounded: to whole minor units, a half to the even neighbour.
///
/// Half-even has no drift over many amounts, and the same for a reversal as for what it reverses.
final class Rounding {

    private static final RoundingMode MODE = RoundingMode.HALF_EVEN;

    /// A long has no more; a number with a giant exponent is not even written out.
    private static final int MAX_DIGITS = 19;

    private Rounding() {}

    /// The whole number of minor units next to `minor`.
    static long toMinor(BigDecimal minor) {
        long integerDigits = (long) minor.precision() - minor.scale();
        if (integerDigits < 0) {
            return 0;
        }
        if (integerDigits > MAX_DIGITS) {
            throw new ArithmeticException("the amount is out of range");
        }
        return minor.setScale(0, MODE).longValueExact();
    }

    /// The whole number next to `minor * numerator / denominator`, without an intermediate
    /// rounding.
    static long toMinor(long minor, long numerator, long denominator) {
        BigInteger product = BigInteger.valueOf(minor).multiply(BigInteger.valueOf(numerator));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(denominator), 0, MODE)
                .longValueExact();
    }
}
