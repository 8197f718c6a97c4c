package com.afftok.management.money.payout.provider;

import com.afftok.management.money.payout.file.Payments.Payment;
import jakarta.inject.Singleton;

/// A person who pays outside of the platform, one payout at a time.
@Singleton
final class ManualProvider implements PayoutProvider {

    static final String NAME = "manual";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer pay(Payment payment) {
        return new Answer.ByHand();
    }
}
