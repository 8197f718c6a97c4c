package com.afftok.management.money.payout.batch;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// An approved payout that a new batch has locked.
///
/// @param net what it pays
@Introspected
record TakenRow(long id, BigDecimal net) {}
