package com.afftok.management.money.payout.tax;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a tax profile.
///
/// @param taxId in full for its owner's export, else masked
/// @param form the declaration that the promoter gave
/// @param treaty whether it claims the lower rate of a treaty
@Serdeable
public record TaxProfile(
        String legalName,
        String country,
        String address,
        @Nullable String taxId,
        @Nullable String form,
        boolean treaty,
        int version,
        Instant createdAt) {

    private static final int SHOWN = 4;
    private static final int SHARE_SHOWN = 3;

    /// With the last characters of the tax id alone: a third of them, and four at most.
    TaxProfile masked() {
        return new TaxProfile(
                legalName,
                country,
                address,
                taxId == null ? null : masked(taxId),
                form,
                treaty,
                version,
                createdAt);
    }

    private static String masked(String taxId) {
        int shown = Math.min(SHOWN, taxId.length() / SHARE_SHOWN);
        return "****" + taxId.substring(taxId.length() - shown);
    }

    /// Without personal data.
    @Override
    public String toString() {
        return "TaxProfile[" + country + ", " + version + "]";
    }
}
