package com.afftok.management.trust.rules;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version of the rules as administrators see it.
///
/// @param bundled whether it is part of the product
/// @param active whether edges use it, unless a file overrides it
@Serdeable
record RuleSetView(
        int version,
        String note,
        boolean bundled,
        boolean active,
        @Nullable Long createdBy,
        @Nullable Instant createdAt,
        @Nullable Instant activatedAt) {

    /// With its document.
    @Serdeable
    record Whole(RuleSetView ruleSet, Map<String, @Nullable Object> rules) {}

    static RuleSetView of(RuleSetRow row) {
        return new RuleSetView(
                row.version(),
                row.note(),
                false,
                row.active(),
                row.createdBy(),
                row.createdAt(),
                row.activatedAt());
    }

    static RuleSetView bundled(int version, boolean active) {
        return new RuleSetView(version, "comes with the product", true, active, null, null, null);
    }
}
