package com.afftok.shared.ledger;

import java.util.Locale;

/// An account of the ledger. A positive posting is in favour of its owner.
public enum Account {
    /// What the advertiser owes (negative) or has paid in advance.
    ADVERTISER(true),
    /// Earned, still inside the holding period.
    PROMOTER_PENDING(true),
    /// Approved, and not yet asked for; negative after a refund of what was paid out.
    PROMOTER_AVAILABLE(true),
    /// On its way in a payout.
    PROMOTER_PAYOUT(true),
    /// Has left to the promoter.
    PAID_OUT(true),
    /// The platform's own share.
    PLATFORM(false),
    /// The clearing account: the other side of what advertisers pay in (negative).
    BANK(false);

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

    /// The word for it in the database.
    public String label() {
        return label;
    }
}
