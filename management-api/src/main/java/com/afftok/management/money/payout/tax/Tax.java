package com.afftok.management.money.payout.tax;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// The rate of the tax that is withheld from a payout.
@Introspected
public record Tax(String country, BigDecimal percent) {

    /// A percentage without zeros at its end.
    public static BigDecimal shown(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
