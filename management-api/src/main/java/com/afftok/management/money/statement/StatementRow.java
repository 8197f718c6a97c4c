package com.afftok.management.money.statement;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A statement, with its promoter.
///
/// @param promoterName at the time of issue; null once the account is closed
/// @param month its first day
/// @param opening the available balance before
/// @param closing the available balance after
/// @param pending the pending balance after
@Introspected
record StatementRow(
        long id,
        long promoterId,
        String promoterCode,
        @Nullable String promoterName,
        String month,
        String currency,
        BigDecimal opening,
        BigDecimal closing,
        BigDecimal pending,
        Instant issuedAt) {}
