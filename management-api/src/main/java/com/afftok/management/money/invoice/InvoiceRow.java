package com.afftok.management.money.invoice;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invoice or credit note. Negative amounts are in favour of the advertiser.
///
/// @param month that it bills; null for a correction
/// @param corrects the corrected invoice, with its number
/// @param entryId the ledger's entry of its tax, or of the whole correction
/// @param demanded the total less the corrections
/// @param settled the part of `demanded` that payments have reached, oldest invoice first
/// @param opening the balance of the advertiser before the month, `closing` after it
/// @param pending the charges of undecided sales after the month
/// @param paid in the month
@Introspected
record InvoiceRow(
        long id,
        long advertiserId,
        String number,
        String type,
        @Nullable String month,
        @Nullable Long corrects,
        @Nullable String correctsNumber,
        @Nullable Long entryId,
        String currency,
        BigDecimal net,
        BigDecimal taxPercent,
        BigDecimal tax,
        BigDecimal total,
        BigDecimal demanded,
        BigDecimal settled,
        String status,
        @Nullable String reason,
        Instant issuedAt,
        String dueOn,
        String language,
        String issuerName,
        String issuerAddress,
        String issuerCountry,
        @Nullable String issuerTaxId,
        String name,
        String address,
        String country,
        @Nullable String taxId,
        @Nullable BigDecimal opening,
        @Nullable BigDecimal closing,
        @Nullable BigDecimal pending,
        @Nullable BigDecimal paid) {}
