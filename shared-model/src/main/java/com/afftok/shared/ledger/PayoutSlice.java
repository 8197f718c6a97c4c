package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// The part of a payout booked with one advertiser: the sum of the payout's own postings on
/// `promoter_payout` there.
public record PayoutSlice(AccountId advertiser, Money amount) {}
