package com.afftok.management.access.phone;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// A request for a code of the last day.
///
/// @param client the key of the address that it came from
/// @param byOwner whether the number's owner had signed in from there
@Introspected
record SentRow(Instant createdAt, String client, boolean byOwner) {}
