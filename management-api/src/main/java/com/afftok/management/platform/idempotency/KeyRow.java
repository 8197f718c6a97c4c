package com.afftok.management.platform.idempotency;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// A key that was used before.
///
/// @param same whether it was used for the same request
/// @param used whether the writes of its request were committed
/// @param status of the answer; null if there is none
/// @param body of the answer; null if it was too long to store
@Introspected
record KeyRow(boolean same, boolean used, @Nullable Integer status, @Nullable String body) {}
