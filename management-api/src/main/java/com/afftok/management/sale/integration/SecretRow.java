package com.afftok.management.sale.integration;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A postback secret. Its owner identifies it by its last characters.
@Introspected
@Serdeable
record SecretRow(
        long id, String mode, String hint, Instant createdAt, @Nullable Instant revokedAt) {}
