package com.afftok.management.platform.setting;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// What recruiters of one level earn, in percent of what their recruits earn.
@Introspected
record RateRow(int level, BigDecimal percent, int version) {}
