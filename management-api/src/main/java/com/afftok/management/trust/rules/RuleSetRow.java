package com.afftok.management.trust.rules;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of the rules.
///
/// @param rules the document, as JSON; "" if not selected
@Introspected
record RuleSetRow(
        int version,
        String note,
        @Nullable Long createdBy,
        Instant createdAt,
        boolean active,
        @Nullable Instant activatedAt,
        String rules) {}
