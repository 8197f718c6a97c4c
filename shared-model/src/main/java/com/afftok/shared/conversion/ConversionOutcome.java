package com.afftok.shared.conversion;

/// The outcome of a requested move.
public sealed interface ConversionOutcome {

    /// The conversion has moved.
    record Moved(ConversionState before, ConversionState after) implements ConversionOutcome {}

    /// The same was requested before, and nothing is to be done.
    record Unchanged() implements ConversionOutcome {}

    /// The move is not permitted, and the conversion is unchanged.
    record Refused(Reason reason) implements ConversionOutcome {}

    /// The reason why a move is refused.
    enum Reason {
        NOT_APPROVED_YET("The conversion is not approved yet."),
        APPROVED_ALREADY("The conversion is approved already."),
        REJECTED_ALREADY("The conversion was rejected."),
        REVERSED_ALREADY("The conversion was reversed."),
        OTHER_CURRENCY("The refund is in another currency than the sale."),
        REFUND_NOT_POSITIVE("A refund is more than nothing."),
        REFUND_ABOVE_SALE("More would be refunded than was sold."),
        REFUND_BELOW_EARLIER("More has been refunded already.");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        /// The text for a client.
        public String message() {
            return message;
        }
    }
}
