package com.afftok.management.party.user;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The sealed payout details of an account; empty if there are none.
///
/// @param payoutUsableFrom when payouts begin to use them; null for at once
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PayoutDetailsRow(long id, byte[] payoutDetails, @Nullable Instant payoutUsableFrom) {}
