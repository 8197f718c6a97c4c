package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The data of a conversion that rules examine; unknown data is empty or null.
///
/// @param at the time of the sale as reported by the advertiser, else the time of the report;
///   within the years 1970 to 9999
/// @param category the offer's
/// @param channel the source of the promoter's link or click
/// @param country of the click, as two capitals
public record Sale(
        AccountId promoter,
        Money amount,
        Instant at,
        String category,
        String channel,
        String country,
        @Nullable CustomerType customerType,
        String coupon,
        String goal) {

    /// The largest sale for which a commission is calculated, in whole units of its currency.
    public static final long MAX_AMOUNT = 1_000_000_000_000L;

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    public Sale {
        if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
            throw new IllegalArgumentException("the time of a sale is within 1970 to 9999");
        }
        if (amount.isNegative()) {
            throw new IllegalArgumentException("the amount of a sale is not negative");
        }
    }

    boolean isTooLarge() {
        return amount.toBigDecimal().compareTo(BigDecimal.valueOf(MAX_AMOUNT)) > 0;
    }
}
