package com.afftok.management.money.bonus;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/// A bonus that a person gives.
@Serdeable
@ExactMembers
record BonusRequest(Long promoterId, BigDecimal amount, String currency, String reason) {

    private static final int LONGEST_REASON = 500;

    BonusRequest {
        Fields fields = new Fields();
        promoterId = fields.id("promoter_id", promoterId);
        amount = fields.present("amount", amount);
        currency = fields.present("currency", currency);
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (known != null && amount != null) {
            fields.positiveOrNull("amount", amount, known);
            fields.check(
                    amount.compareTo(Payout.MOST) <= 0, "amount", Problem.TOO_LARGE, Payout.MOST);
        }
        reason = fields.name("reason", reason, LONGEST_REASON);
        fields.end();
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
