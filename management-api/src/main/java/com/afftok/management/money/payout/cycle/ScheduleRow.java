package com.afftok.management.money.payout.cycle;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A promoter's schedule in a currency.
///
/// @param every `none`, `weekly`, `monthly` or `net`; without a day, a method and a date if `none`
@Introspected
record ScheduleRow(
        long promoterId,
        String currency,
        String every,
        @Nullable Integer day,
        @Nullable Long methodId,
        BigDecimal fromAmount,
        @Nullable LocalDate nextOn,
        int version) {

    AccountId promoter() {
        return new AccountId(promoterId);
    }

    Money from() {
        return Money.of(fromAmount, Currency.of(currency));
    }
}
