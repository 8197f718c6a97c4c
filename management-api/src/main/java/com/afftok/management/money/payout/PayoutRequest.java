package com.afftok.management.money.payout;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/// A requested payout.
@Serdeable
@ExactMembers
record PayoutRequest(BigDecimal amount, String currency, Long methodId) {

    PayoutRequest {
        Fields fields = new Fields();
        amount = fields.present("amount", amount);
        currency = fields.present("currency", currency);
        methodId = fields.id("method_id", methodId);
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (known != null && amount != null) {
            fields.positiveOrNull("amount", amount, known);
        }
        fields.end();
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
