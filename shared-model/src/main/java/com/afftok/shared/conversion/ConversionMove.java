package com.afftok.shared.conversion;

import com.afftok.shared.money.Money;

/// A requested change of an existing conversion.
public sealed interface ConversionMove {

    record Approve() implements ConversionMove {}

    record Reject() implements ConversionMove {}

    /// Reverses the whole conversion.
    record Reverse() implements ConversionMove {}

    /// Refunds a part. `total` is the sum of all refunds of the sale, including this one, so that a
    /// repeated request refunds nothing twice. A refund of the whole sale is its reversal.
    record Refund(Money total) implements ConversionMove {}
}
