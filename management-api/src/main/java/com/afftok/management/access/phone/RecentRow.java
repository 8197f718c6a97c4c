package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The requests for a number, or of a user, in the last hour.
///
/// @param first null if there are none
@Introspected
record RecentRow(long requests, @Nullable Instant first, @Nullable Instant latest) {}
