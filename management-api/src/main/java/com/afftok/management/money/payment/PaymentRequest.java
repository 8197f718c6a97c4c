package com.afftok.management.money.payment;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment that an advertiser made.
///
/// @param reference of the bank, unique among the payments of the advertiser
@Serdeable
@ExactMembers
record PaymentRequest(
        Long accountId,
        BigDecimal amount,
        String currency,
        String reference,
        Instant receivedAt,
        @Nullable String memo) {

    private static final int LONGEST_REFERENCE = 100;
    private static final int LONGEST_MEMO = 500;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    PaymentRequest {
        Fields fields = new Fields();
        accountId = fields.id("account_id", accountId);
        amount = fields.present("amount", amount);
        currency = fields.present("currency", currency);
        reference = fields.name("reference", reference, LONGEST_REFERENCE);
        receivedAt = fields.present("received_at", fields.timeOrNull("received_at", receivedAt));
        memo = fields.nameOrNull("memo", memo, LONGEST_MEMO);
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (known != null && amount != null) {
            fields.positiveOrNull("amount", amount, known);
            fields.check(amount.compareTo(MOST) <= 0, "amount", Problem.TOO_LARGE, MOST);
        }
        fields.end();
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
