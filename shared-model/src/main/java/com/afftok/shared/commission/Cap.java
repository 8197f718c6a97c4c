package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// The most that one promoter is paid for an offer in a period. What would go beyond is not paid,
/// not even in part.
///
/// One without a promoter holds for each promoter by itself; one with a promoter replaces it.
public sealed interface Cap {

    @Nullable AccountId promoter();

    CapPeriod period();

    /// At most so many conversions are paid.
    record OfConversions(@Nullable AccountId promoter, CapPeriod period, long max) implements Cap {

        public OfConversions {
            if (max < 0) {
                throw new IllegalArgumentException("a cap is not negative");
            }
        }
    }

    /// At most so much is paid in this currency; commissions in others do not count.
    record OfMoney(@Nullable AccountId promoter, CapPeriod period, Money max) implements Cap {

        public OfMoney {
            if (max.isNegative()) {
                throw new IllegalArgumentException("a cap is not negative");
            }
        }
    }
}
