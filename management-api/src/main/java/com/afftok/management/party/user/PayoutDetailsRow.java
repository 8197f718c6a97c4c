package com.afftok.management.party.user;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The sealed payout details of one account; empty if there are none.
///
/// @param payoutUsableFrom from when on they may be paid to; null is at once
@Introspected
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record PayoutDetailsRow(long id, byte[] payoutDetails, @Nullable Instant payoutUsableFrom) {}
