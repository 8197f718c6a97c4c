package com.afftok.management.money.advertiser;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The books of an advertiser in a currency.
///
/// @param balance negative: owed
/// @param pending what of it was charged for sales that are not approved yet
/// @param mode null: paid later, without limit
/// @param since when its offers stopped
@Introspected
record AccountRow(
        String currency,
        BigDecimal balance,
        BigDecimal paid,
        BigDecimal pending,
        @Nullable String mode,
        @Nullable BigDecimal creditLimit,
        @Nullable Instant since) {}
