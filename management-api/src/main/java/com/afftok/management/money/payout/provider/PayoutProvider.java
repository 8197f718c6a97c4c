package com.afftok.management.money.payout.provider;

import com.afftok.management.money.payout.file.Payments.Payment;

/// Pays payouts.
///
/// The payout is the key of a request: a provider that is asked again with the same payout pays
/// once.
interface PayoutProvider {

    /// Its name in the API and the database.
    String name();

    Answer pay(Payment payment);

    sealed interface Answer {

        record Paid(String reference) implements Answer {}

        /// It did not pay, and will not.
        record Refused(String reason) implements Answer {}

        /// It has not paid yet, or nobody knows: ask again.
        record Open(String why) implements Answer {}

        /// A person pays, and records it.
        record ByHand() implements Answer {}
    }
}
