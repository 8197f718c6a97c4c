package com.afftok.management.platform.idempotency;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// What is known of a key that was used before.
///
/// @param same whether it was used for the same request
/// @param used whether what its request writes was committed
/// @param status of the answer; null while there is none
/// @param body of the answer; null if it was too long to keep
@Introspected
record KeyRow(boolean same, boolean used, @Nullable Integer status, @Nullable String body) {}
