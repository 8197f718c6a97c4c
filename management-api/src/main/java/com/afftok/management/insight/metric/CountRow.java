package com.afftok.management.insight.metric;

import io.micronaut.core.annotation.Introspected;

/// A number of rows of one kind and status.
///
/// @param fresh those created in the period
@Introspected
record CountRow(String kind, String status, long total, long fresh) {}
