package com.afftok.management.user;

import io.micronaut.core.annotation.Introspected;

/// The sealed payout details of one user; empty if there are none.
@Introspected
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record PayoutDetailsRow(long id, byte[] payoutDetails) {}
