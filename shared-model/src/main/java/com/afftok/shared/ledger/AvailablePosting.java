package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;

/// A promoter's posting on `promoter_available` that no payout has used up; negative where
/// something was taken back.
public record AvailablePosting(PostingKey key, Money amount) {}
