package com.afftok.management.money.invoice.issue;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A document that is to be issued.
///
/// @param month that it bills, or null
/// @param corrects the corrected invoice, or null
/// @param reason of a correction, by the administrator `createdBy`
/// @param dueOn a day, as text
record Document(
        long advertiserId,
        @Nullable String month,
        @Nullable Long corrects,
        String currency,
        BigDecimal net,
        BigDecimal taxPercent,
        BigDecimal tax,
        @Nullable String reason,
        @Nullable Long createdBy,
        Instant issuedAt,
        String dueOn,
        Recipient to) {

    /// The advertiser, as the document names it.
    @Introspected
    record Recipient(
            String name, String address, String country, @Nullable String taxId, String language) {}
}
