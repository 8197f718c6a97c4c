package com.afftok.management.sale.decision.bulk;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// The fate of one conversion.
///
/// @param fate null while it is not decided
/// @param problem of a refused one, as JSON
@Introspected
record ItemRow(long conversionId, @Nullable String fate, @Nullable String problem) {}
