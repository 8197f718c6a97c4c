package com.afftok.management.money.earning;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// What the sales of a promoter earned a recruiter, in a currency.
@Introspected
record RecruitEarningRow(
        long promoterId, String currency, BigDecimal pending, BigDecimal approved) {}
