package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;

/// A promoter's posting on `promoter_available` that no payout has used; negative for a reversal.
public record AvailablePosting(PostingKey key, Money amount) {}
