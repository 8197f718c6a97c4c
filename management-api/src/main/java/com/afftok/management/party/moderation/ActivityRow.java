package com.afftok.management.party.moderation;

import io.micronaut.core.annotation.Introspected;

/// What a user owns, and its recent traffic.
///
/// @param clicks all of the last 30 days
/// @param conversions of the last 30 days, in any status
@Introspected
record ActivityRow(long offers, long links, long clicks, long conversions) {}
