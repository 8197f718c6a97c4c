package com.afftok.shared.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Rounds amounts to minor units, half to even. All rounding of amounts is here.
///
/// Half-even has no drift over many amounts, and rounds a reversal like its original.
final class Rounding {

    private static final RoundingMode MODE = RoundingMode.HALF_EVEN;

    /// The digits of a long; a number with a huge exponent is not expanded.
    private static final int MAX_DIGITS = 19;

    private Rounding() {}

    /// The nearest whole number of minor units.
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

    /// The whole number nearest to `minor * numerator / denominator`, without intermediate
    /// rounding.
    static long toMinor(long minor, long numerator, long denominator) {
        BigInteger product = BigInteger.valueOf(minor).multiply(BigInteger.valueOf(numerator));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(denominator), 0, MODE)
                .longValueExact();
    }
}
