package com.afftok.management.sale.rule;

import com.afftok.management.sale.version.Version;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The columns of a version of a rule.
///
/// @param conditions JSON
/// @param tiers JSON
@Introspected
public record RuleRow(
        long id,
        long seriesId,
        long advertiserId,
        long offerId,
        @Nullable Long promoterId,
        String name,
        String payoutType,
        BigDecimal amount,
        BigDecimal percent,
        String currency,
        int priority,
        String conditions,
        String tiers,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        int version,
        Instant createdAt)
        implements Version {}
