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

    /// The cap with either maximum.
    ///
    /// @throws IllegalArgumentException if it has none or both
    static Cap of(
            @Nullable AccountId promoter,
            CapPeriod period,
            @Nullable Long conversions,
            @Nullable Money money) {
        if (conversions != null && money == null) {
            return new OfConversions(promoter, period, conversions);
        }
        if (conversions == null && money != null) {
            return new OfMoney(promoter, period, money);
        }
        throw new IllegalArgumentException("a cap has one maximum");
    }

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
