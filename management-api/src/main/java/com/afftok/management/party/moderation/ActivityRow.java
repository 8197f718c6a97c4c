package com.afftok.management.party.moderation;

import io.micronaut.core.annotation.Introspected;

/// What the accounts that a user owns have, and their recent traffic.
///
/// @param clicks all of the last 30 days
/// @param conversions of the last 30 days, in any status
@Introspected
record ActivityRow(long offers, long links, long clicks, long conversions) {}
