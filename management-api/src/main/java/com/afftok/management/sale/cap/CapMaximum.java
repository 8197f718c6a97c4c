package com.afftok.management.sale.cap;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The maximum of a cap in requests: conversions, or money in a currency.
@Serdeable
public record CapMaximum(
        @Nullable Long maxConversions, @Nullable BigDecimal maxAmount, @Nullable String currency) {

    private static final long MOST_CONVERSIONS = 1_000_000_000;
    private static final BigDecimal MOST_MONEY = new BigDecimal(1_000_000_000_000L);

    /// Reports each problem.
    ///
    /// @param prefix of the names of its fields
    public void check(Fields fields, String prefix) {
        fields.check(
                (maxConversions == null) != (maxAmount == null),
                prefix + "max_conversions",
                Problem.NOT_EXACTLY_ONE,
                "max_conversions, max_amount");
        fields.check(
                maxConversions == null
                        || (maxConversions >= 0 && maxConversions <= MOST_CONVERSIONS),
                prefix + "max_conversions",
                Problem.OUT_OF_RANGE,
                0,
                MOST_CONVERSIONS);
        if (maxAmount == null) {
            fields.check(
                    currency == null, prefix + "currency", Problem.NOT_WITH, "max_conversions");
            return;
        }
        Optional<Currency> known = Optional.ofNullable(currency).flatMap(Currency::find);
        fields.check(currency != null, prefix + "currency", Problem.NEEDS_OTHER, "max_amount")
                .check(known.isPresent(), prefix + "currency", Problem.NOT_A_CURRENCY);
        known.ifPresent(of -> fields.amountOrNull(prefix + "max_amount", maxAmount, of));
        fields.check(
                maxAmount.compareTo(MOST_MONEY) <= 0,
                prefix + "max_amount",
                Problem.TOO_LARGE,
                MOST_MONEY);
    }
}
