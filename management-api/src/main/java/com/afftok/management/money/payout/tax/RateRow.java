package com.afftok.management.money.payout.tax;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;

/// A rate of withheld tax.
@Serdeable
record RateRow(
        long id,
        String country,
        String basis,
        BigDecimal percent,
        Instant validFrom,
        long createdBy,
        Instant createdAt) {}
