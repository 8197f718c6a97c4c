package com.afftok.management.money.payout.settle;

import com.afftok.shared.id.PayoutId;
import org.jspecify.annotations.Nullable;

/// What a bank, a provider or a person says of a payout.
///
/// @param reference of the bank or provider
/// @param reason why it was not paid, or not kept
public record Settlement(
        PayoutId payout, End end, @Nullable String reference, @Nullable String reason) {

    public Settlement {
        if (end != End.PAID && reason == null) {
            throw new IllegalArgumentException("a payout that is not paid has a reason");
        }
    }

    public enum End {
        PAID,
        FAILED,
        /// The bank gave back what it had paid.
        RETURNED
    }

    public static Settlement paid(PayoutId payout, @Nullable String reference) {
        return new Settlement(payout, End.PAID, reference, null);
    }

    public static Settlement failed(PayoutId payout, String reason) {
        return new Settlement(payout, End.FAILED, null, reason);
    }

    public static Settlement returned(PayoutId payout, String reason) {
        return new Settlement(payout, End.RETURNED, null, reason);
    }
}
