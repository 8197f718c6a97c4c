package com.afftok.management.insight.metric;

import io.micronaut.core.annotation.Introspected;

/// How many there are of a kind in a status.
///
/// @param fresh those that were made in the period
@Introspected
record CountRow(String kind, String status, long total, long fresh) {}
