package com.afftok.management.money.bonus;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A bonus, with the entry that books it.
///
/// @param userId who gave it; null if a rule awarded it
@Introspected
record BonusRow(
        long id,
        long advertiserId,
        long promoterId,
        BigDecimal amount,
        String currency,
        String reason,
        @Nullable Long userId,
        @Nullable Long ruleId,
        @Nullable LocalDate month,
        @Nullable Long sales,
        @Nullable BigDecimal revenue,
        long entryId,
        Instant createdAt) {}
