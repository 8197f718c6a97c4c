package com.afftok.edge.sale.pixel;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.Set;

/// The largest purchase that a browser may report: an order of magnitude, which keeps a typing
/// error or a joke from a person's list of claims. Of currencies whose unit is worth less than a US
/// cent it is a thousand times as much.
///
/// @param units in units of a currency, such as dollars
record ClaimCeiling(long units) {

    private static final BigDecimal SMALL_UNITS = BigDecimal.valueOf(1000);

    private static final Set<String> SMALL =
            Set.of(
                    "AMD", "AOA", "ARS", "BIF", "CDF", "CLP", "COP", "CRC", "DJF", "DZD", "GNF",
                    "GYD", "HUF", "IDR", "IQD", "IRR", "ISK", "JMD", "JPY", "KHR", "KMF", "KRW",
                    "KZT", "LAK", "LBP", "LKR", "LRD", "MGA", "MMK", "MNT", "MWK", "NGN", "PKR",
                    "PYG", "RSD", "RWF", "SDG", "SOS", "SSP", "SYP", "TZS", "UGX", "UZS", "VND",
                    "XAF", "XOF", "YER");

    boolean admits(Money amount) {
        BigDecimal most = BigDecimal.valueOf(units);
        return amount.toBigDecimal()
                        .compareTo(
                                SMALL.contains(amount.currency().code())
                                        ? most.multiply(SMALL_UNITS)
                                        : most)
                <= 0;
    }
}
