package com.afftok.management.party.closing;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// Money of an account in the ledger that is not zero.
///
/// @param part of the ledger, such as `promoter_available`
@Introspected
record BalanceRow(String part, String currency, BigDecimal amount) {}
