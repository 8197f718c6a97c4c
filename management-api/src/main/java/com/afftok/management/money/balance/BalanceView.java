package com.afftok.management.money.balance;

import com.afftok.management.money.display.Display;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The balances of an account in a currency.
///
/// Of a promoter, `available` is `approved` less `reversed`, `in_payout`, `paid`, and what was
/// deducted from payouts, `fees` and `withheld`.
///
/// @param approved all that was ever approved, before reversals
/// @param available negative after the refund of a paid commission
/// @param owed by an advertiser; negative for a prepayment; null for promoters
/// @param display `available` or `owed` in another currency, if it is asked for and has a rate
@Serdeable
record BalanceView(
        String currency,
        @Nullable BigDecimal pending,
        @Nullable BigDecimal approved,
        @Nullable BigDecimal reversed,
        @Nullable BigDecimal inPayout,
        @Nullable BigDecimal paid,
        @Nullable BigDecimal fees,
        @Nullable BigDecimal withheld,
        @Nullable BigDecimal available,
        @Nullable BigDecimal owed,
        Display.@Nullable Amount display) {

    static BalanceView of(BalanceRow row, @Nullable Display display) {
        Currency currency = Currency.of(row.currency());
        Display.Amount shown = display == null ? null : display.of(row.main());
        if (!row.isOfPromoter()) {
            BigDecimal owed = amount(row.advertiser().negate(), currency);
            return new BalanceView(
                    row.currency(), null, null, null, null, null, null, null, null, owed, shown);
        }
        BigDecimal approved =
                row.available()
                        .add(row.inPayout())
                        .add(row.paid())
                        .add(row.fees())
                        .add(row.withheld())
                        .add(row.reversed());
        return new BalanceView(
                row.currency(),
                amount(row.pending(), currency),
                amount(approved, currency),
                amount(row.reversed(), currency),
                amount(row.inPayout(), currency),
                amount(row.paid(), currency),
                amount(row.fees(), currency),
                amount(row.withheld(), currency),
                amount(row.available(), currency),
                null,
                shown);
    }

    private static BigDecimal amount(BigDecimal amount, Currency currency) {
        return Money.of(amount, currency).toBigDecimal();
    }
}
