package com.afftok.management.party.moderation;

import io.micronaut.core.annotation.Introspected;

/// What a user has and what came of it.
///
/// @param clicks of the last 30 days, all of them
/// @param conversions of the last 30 days, in any status
@Introspected
record ActivityRow(long offers, long links, long clicks, long conversions) {}
