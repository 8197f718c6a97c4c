package com.afftok.shared.conversion;

import com.afftok.shared.money.Money;

/// What somebody asks of a conversion that is there.
public sealed interface ConversionMove {

    record Approve() implements ConversionMove {}

    record Reject() implements ConversionMove {}

    /// Takes all of it back.
    record Reverse() implements ConversionMove {}

    /// Takes a part back. `total` is what has been refunded of the sale in all, this refund
    /// included, so that a request that is sent again refunds nothing twice. A refund of the whole
    /// sale is its reversal.
    record Refund(Money total) implements ConversionMove {}
}
