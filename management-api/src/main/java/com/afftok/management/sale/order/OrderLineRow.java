package com.afftok.management.sale.order;

import com.afftok.management.sale.order.file.Order;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An order beside its conversion, as the conversion was when they were compared.
///
/// @param line of the file; null for a conversion that is not in it
/// @param outcome of the [Match]
/// @param amount according to the list
/// @param status of the conversion; null if there is none
/// @param worth of the conversion, less refunds; nothing if it was rejected
@Introspected
record OrderLineRow(
        int place,
        @Nullable Integer line,
        String transactionId,
        String outcome,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        @Nullable Long conversionId,
        @Nullable String status,
        @Nullable BigDecimal worth,
        @Nullable String conversionCurrency) {

    static OrderLineRow missingHere(int place, Order order) {
        Currency currency = order.currency();
        return new OrderLineRow(
                place,
                order.line(),
                order.transactionId(),
                Match.MISSING_HERE.label(),
                order.amount(),
                currency == null ? null : currency.code(),
                null,
                null,
                null,
                null);
    }

    static OrderLineRow missingThere(int place, KnownRow known) {
        return of(place, null, Match.MISSING_THERE, null, null, known);
    }

    /// An order agrees if it has the amount that its conversion is worth now; an order without an
    /// amount, if its conversion is worth anything.
    static OrderLineRow compared(int place, Order order, KnownRow known) {
        BigDecimal amount = order.amount();
        Currency currency = order.currency() == null ? known.sold() : order.currency();
        Money worth = known.worth();
        boolean agrees =
                amount == null ? worth.isPositive() : worth.equals(Money.of(amount, currency));
        return of(
                place,
                order.line(),
                agrees ? Match.AGREE : Match.OTHER_AMOUNT,
                amount,
                amount == null ? null : currency.code(),
                known);
    }

    private static OrderLineRow of(
            int place,
            @Nullable Integer line,
            Match outcome,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            KnownRow known) {
        return new OrderLineRow(
                place,
                line,
                known.transactionId(),
                outcome.label(),
                amount,
                currency,
                known.id(),
                known.status(),
                known.worth().toBigDecimal(),
                known.currency());
    }

    /// The listed amount with the decimals of its currency.
    @Nullable BigDecimal exactAmount() {
        if (amount == null) {
            return null;
        }
        return currency == null ? plain(amount) : exact(amount, currency);
    }

    /// The worth with the decimals of its currency.
    @Nullable BigDecimal exactWorth() {
        return worth == null || conversionCurrency == null
                ? null
                : exact(worth, conversionCurrency);
    }

    private static BigDecimal exact(BigDecimal amount, String currency) {
        return Money.of(amount, Currency.of(currency)).toBigDecimal();
    }

    /// Without zeros at the end.
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
