package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversion as far as rules look at it; what is not known is empty or null.
///
/// @param at when the sale was made, as the advertiser says, or else when it was reported; within
///   the years 1970 to 9999
/// @param category that of the offer
/// @param channel the source that the promoter's link or click names
/// @param country where the click came from, as two capitals
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

    /// The largest sale that a commission is calculated for, in whole units of its currency.
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
