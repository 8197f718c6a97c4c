package com.afftok.shared.ledger;

import java.util.Locale;

/// The kind of business event that an entry books.
public enum EntryKind {
    COMMISSION(Subject.CONVERSION),
    APPROVAL(Subject.CONVERSION),
    REJECTION(Subject.CONVERSION),
    REVERSAL(Subject.CONVERSION),
    PAYOUT_REQUEST(Subject.PAYOUT),
    PAYOUT_COMPLETION(Subject.PAYOUT),
    PAYOUT_FAILURE(Subject.PAYOUT),
    PAYOUT_RETURN(Subject.PAYOUT),
    ADVERTISER_PAYMENT(Subject.NONE),
    ADJUSTMENT(Subject.NONE),
    BONUS(Subject.NONE),
    INVOICE_TAX(Subject.NONE),
    CREDIT_NOTE(Subject.NONE);

    private enum Subject {
        CONVERSION,
        PAYOUT,
        NONE
    }

    private final Subject subject;
    private final String label;

    EntryKind(Subject subject) {
        this.subject = subject;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /// Whether its entries name a conversion.
    public boolean ofConversion() {
        return subject == Subject.CONVERSION;
    }

    /// Whether its entries name a payout.
    public boolean ofPayout() {
        return subject == Subject.PAYOUT;
    }

    /// The name in the database.
    public String label() {
        return label;
    }
}
