package com.afftok.management.money.payout;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// A payout with the standing of its promoter's account, and what is available there now.
@Introspected
record AdminPayoutRow(PayoutRow payout, String promoterStatus, BigDecimal promoterAvailable) {}
