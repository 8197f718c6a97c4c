package com.afftok.management.money.terms;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The terms of an advertiser.
///
/// @param feePercent in force now
/// @param feeSource `advertiser` if it is its own, else `platform`
/// @param billing in force now; a currency that is absent is paid later, without limit
/// @param version the last one; 0 if there is none
/// @param versions newest first
@Serdeable
record TermsView(
        long advertiserId,
        BigDecimal feePercent,
        String feeSource,
        List<BillingView> billing,
        int version,
        List<VersionView> versions,
        @Nullable String nextCursor) {

    /// How an advertiser pays in a currency.
    @Serdeable
    record BillingView(String currency, String mode, BigDecimal creditLimit) {

        static BillingView of(BillingRow row) {
            return new BillingView(
                    row.currency(),
                    row.mode(),
                    Money.of(row.creditLimit(), Currency.of(row.currency())).toBigDecimal());
        }
    }

    /// A version of the terms.
    ///
    /// @param feePercent null for the platform's
    /// @param recordedBy the administrator; null for advertisers
    @Serdeable
    record VersionView(
            int version,
            @Nullable BigDecimal feePercent,
            List<BillingView> billing,
            Instant effectiveFrom,
            Instant createdAt,
            @Nullable Long recordedBy) {}

    /// The columns of a version.
    @Introspected
    record VersionRow(
            int version,
            @Nullable BigDecimal feePercent,
            Instant effectiveFrom,
            Instant createdAt,
            long recordedBy) {

        VersionView view(List<BillingRow> billing, boolean withAdministrator) {
            return new VersionView(
                    version,
                    feePercent == null ? null : shown(feePercent),
                    billing.stream()
                            .filter(row -> row.version() == version)
                            .map(BillingView::of)
                            .toList(),
                    effectiveFrom,
                    createdAt,
                    withAdministrator ? recordedBy : null);
        }
    }

    /// The columns of the billing in a currency.
    @Introspected
    record BillingRow(int version, String currency, String mode, BigDecimal creditLimit) {}

    /// What is in force.
    ///
    /// @param version the last one
    @Introspected
    record CurrentRow(BigDecimal feePercent, boolean own, int version, Instant now) {}

    static BigDecimal shown(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
