package com.afftok.shared.ledger;

import java.util.Locale;

/// An account of the ledger. A positive posting is in favour of its owner.
public enum Account {
    /// The advertiser's debt (negative) or prepayment.
    ADVERTISER(true),
    /// Earned, within the holding period.
    PROMOTER_PENDING(true),
    /// Approved and not requested; negative after a refund of a paid commission.
    PROMOTER_AVAILABLE(true),
    /// In a payout that is in progress.
    PROMOTER_PAYOUT(true),
    /// Paid to the promoter.
    PAID_OUT(true),
    /// Withheld from the promoter's payouts, for the tax office.
    TAX_WITHHELD(true),
    /// The platform's own share.
    PLATFORM(false),
    /// The clearing account: the opposite of advertisers' payments (negative).
    BANK(false),
    /// Tax that invoices contain, less that of credit notes.
    TAX_PAYABLE(false);

    private final boolean owned;
    private final String label;

    Account(boolean owned) {
        this.owned = owned;
        this.label = name().toLowerCase(Locale.ROOT);
    }

    /// Whether it belongs to a user; the others are the platform's.
    public boolean owned() {
        return owned;
    }

    /// The name in the database.
    public String label() {
        return label;
    }
}
