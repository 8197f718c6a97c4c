package com.afftok.management.money.billing;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;

/// Tax and due days of an advertiser's invoices, from a day on.
@Serdeable
@Introspected
record InvoiceTerms(
        long id, String effectiveFrom, BigDecimal taxPercent, int dueDays, Instant createdAt) {}
