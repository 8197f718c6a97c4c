package com.afftok.management.money.bonus.rule;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The columns of a bonus rule.
@Introspected
record BonusRuleRow(
        long id,
        long advertiserId,
        long offerId,
        String name,
        @Nullable Long minSales,
        @Nullable BigDecimal minRevenue,
        BigDecimal amount,
        String currency,
        LocalDate firstMonth,
        @Nullable LocalDate lastMonth,
        int version,
        Instant createdAt) {}
