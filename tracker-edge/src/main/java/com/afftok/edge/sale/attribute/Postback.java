package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Details;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.Optional;

/// What a postback says, as far as it can be understood without knowing whose it is.
///
/// @param amount a decimal number above zero, as it was sent
/// @param currency "" where it is the offer's
public record Postback(
        String transaction,
        String amount,
        String currency,
        ReportedStatus status,
        Details details,
        boolean dryRun) {

    /// The amount in its own currency, or in that of the offer; empty where it has more decimals
    /// than that.
    public Optional<Money> money(String offerCurrency) {
        return Currency.find(currency.isEmpty() ? offerCurrency : currency)
                .flatMap(known -> Money.tryParse(amount, known))
                .filter(Money::isPositive);
    }
}
