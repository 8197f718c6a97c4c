package com.afftok.management.platform.setting;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// The share of a recruiter of one level, in percent of the promoter's commission.
@Introspected
record RateRow(int level, BigDecimal percent, int version) {}
