package com.afftok.management.sale.order.file;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An order as its advertiser lists it.
///
/// @param line of the file, from 1
/// @param amount null if the list has none
/// @param currency null: that of the conversion
public record Order(
        int line, String transactionId, @Nullable BigDecimal amount, @Nullable Currency currency) {

    /// The currency with the most decimals: what an amount may have before its currency is known.
    static final Currency FINEST = Currency.of("CLF");

    /// The most decimals that its amount may have.
    static int decimals(@Nullable Currency currency) {
        return currency == null ? FINEST.digits() : currency.digits();
    }

    /// Whether the amount can be one in the currency of its conversion.
    public boolean fits(Currency sold) {
        return currency != null
                || amount == null
                || Money.tryParse(amount.toPlainString(), sold).isPresent();
    }
}
