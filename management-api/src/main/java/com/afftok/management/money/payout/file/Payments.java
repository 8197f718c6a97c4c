package com.afftok.management.money.payout.file;

import com.afftok.management.money.payout.method.Destination;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// What a file pays.
///
/// @param number of the batch
/// @param at when the batch was made, so that the file is the same each time
public record Payments(long number, Instant at, Currency currency, List<Payment> payments) {

    /// A payout, with what is paid of it.
    public record Payment(PayoutId payout, Money amount, Destination destination) {

        String endToEndId() {
            return EndToEndId.of(payout);
        }
    }

    String name() {
        return "AFFTOK-BATCH-" + number;
    }

    BigDecimal total() {
        return payments.stream()
                .map(Payment::amount)
                .reduce(Money.zero(currency), Money::plus)
                .toBigDecimal();
    }
}
