package com.afftok.management.money.payout.method;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// A payout method.
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record MethodRow(
        long id,
        long promoterId,
        String method,
        byte[] destination,
        Instant createdAt,
        Instant usableFrom) {}
