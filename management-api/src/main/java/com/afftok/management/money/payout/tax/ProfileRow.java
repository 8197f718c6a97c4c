package com.afftok.management.money.payout.tax;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a tax profile.
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProfileRow(
        long id,
        long promoterId,
        int version,
        String legalName,
        String country,
        String address,
        byte @Nullable [] taxId,
        @Nullable String form,
        boolean treaty,
        long createdBy,
        Instant createdAt) {}
