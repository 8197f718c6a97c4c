package com.afftok.management.answer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/// Where a list goes on that is in the order of time, newest first: behind the last one seen. It
/// says by itself where that was, so that nobody is asked whose it is.
///
/// @param at to the microsecond, as the database has it
public record TimeCursor(Instant at, long id) {

    private static final int BYTES = 2 * Long.BYTES;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// Reads what [#text] has written; nothing if it is anything else.
    public static Optional<TimeCursor> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant at = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        long id = buffer.getLong();
        return id > 0 && !at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)
                ? Optional.of(new TimeCursor(at, id))
                : Optional.empty();
    }

    public String text() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                        .putLong(id)
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
