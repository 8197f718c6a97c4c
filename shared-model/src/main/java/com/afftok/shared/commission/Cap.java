package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import org.jspecify.annotations.Nullable;

/// The maximum that a promoter is paid for an offer in a period. A commission above it is not paid,
/// not even in part.
///
/// A cap without a promoter applies to each promoter separately; a cap with a promoter replaces it.
public sealed interface Cap {

    @Nullable AccountId promoter();

    CapPeriod period();

    /// A maximum of paid conversions.
    record OfConversions(@Nullable AccountId promoter, CapPeriod period, long max) implements Cap {

        public OfConversions {
            if (max < 0) {
                throw new IllegalArgumentException("a cap is not negative");
            }
        }
    }

    /// A maximum of money in this currency; commissions in other currencies do not count.
    record OfMoney(@Nullable AccountId promoter, CapPeriod period, Money max) implements Cap {

        public OfMoney {
            if (max.isNegative()) {
                throw new IllegalArgumentException("a cap is not negative");
            }
        }
    }
}
