package com.afftok.management.trust.fraud;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.util.List;

/// Clicks that showed the same and were counted as the same; or, where there is a currency, what
/// was earned by them in it.
@Introspected
record JudgedRow(
        String bucket,
        List<String> reasons,
        String currency,
        long clicks,
        long conversions,
        BigDecimal commission) {}
