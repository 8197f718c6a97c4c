package com.afftok.management.money.rate;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.LocalDate;

/// The rate of a day.
///
/// @param rate how much of the quote currency one unit of the base currency is worth
@Introspected
public record RateRow(LocalDate day, String base, String quote, BigDecimal rate, int version) {}
