package com.afftok.management.sale.decision;

import io.micronaut.core.annotation.Introspected;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The data of a click that its conversion gets.
///
/// @param decision of a review; null without one
@Introspected
public record ClickRow(
        String bucket,
        @Nullable String decision,
        @Nullable String country,
        @Nullable String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String source,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5) {

    private static final Set<String> REFUSED = Set.of("bot", "fraud", "geo_blocked", "inactive");

    /// Whether the click earns nothing. A review takes precedence over the rules.
    public boolean isRefused() {
        return decision == null ? REFUSED.contains(bucket) : decision.equals("refused");
    }
}
