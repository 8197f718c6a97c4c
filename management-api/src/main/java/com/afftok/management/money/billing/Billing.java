package com.afftok.management.money.billing;

import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// What invoices need beside their amounts.
@Singleton
public final class Billing {

    private static final Terms USUAL = new Terms(BigDecimal.ZERO, 30);

    private final BillingRepository billing;

    Billing(BillingRepository billing) {
        this.billing = billing;
    }

    /// Tax and due days in force.
    public record Terms(BigDecimal taxPercent, int dueDays) {}

    public Optional<Issuer> issuer() {
        return billing.issuer();
    }

    public Optional<BillingProfile> profile(AccountId advertiser) {
        return billing.profile(advertiser.value());
    }

    /// In force on a day.
    public Terms terms(AccountId advertiser, LocalDate day) {
        return billing.terms(advertiser.value(), day)
                .map(row -> new Terms(row.taxPercent(), row.dueDays()))
                .orElse(USUAL);
    }
}
