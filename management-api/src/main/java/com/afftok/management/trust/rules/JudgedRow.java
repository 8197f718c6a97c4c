package com.afftok.management.trust.rules;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.util.List;

/// Clicks with the same reasons and bucket; with a currency, their earnings in it.
@Introspected
record JudgedRow(
        String bucket,
        List<String> reasons,
        String currency,
        long clicks,
        long conversions,
        BigDecimal commission) {}
