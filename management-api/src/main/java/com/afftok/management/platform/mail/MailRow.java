package com.afftok.management.platform.mail;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// A mail that this instance has leased.
///
/// @param attempts the number of attempts, including the current one
/// @param message the sealed subject and text
@Introspected
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record MailRow(
        long id, String kind, String recipient, byte[] message, int attempts, Instant giveUpAt) {}
