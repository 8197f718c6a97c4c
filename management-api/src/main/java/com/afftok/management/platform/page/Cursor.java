package com.afftok.management.platform.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The position in a list: after the row with this sort key. It is opaque to clients.
///
/// It contains the key and no row id, so it reveals nothing about rows of other tenants. Which rows
/// a list contains is decided by its statement.
public final class Cursor {

    private static final int LONGEST = 200;
    private static final int MOST_PARTS = 4;
    private static final Instant LATEST = Instant.parse("2400-01-01T00:00:00Z");

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    public static String text(Object... key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        Arrays.stream(key)
                                .map(String::valueOf)
                                .collect(Collectors.joining(" "))
                                .getBytes(StandardCharsets.UTF_8));
    }

    /// Decodes a cursor.
    ///
    /// @param key reads it, and throws what the methods of this class throw
    /// @throws IllegalArgumentException or [java.time.DateTimeException] if it is invalid
    public static <T> @Nullable T read(@Nullable String text, Function<Cursor, T> key) {
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        return key.apply(new Cursor(List.of(decoded.split(" ", MOST_PARTS))));
    }

    /// The id of a row in a list that is sorted by id alone.
    public static @Nullable Long id(@Nullable String text) {
        return read(text, cursor -> cursor.number(0));
    }

    /// An exclusive upper bound of the ids in such a list.
    public static long before(@Nullable String text) {
        Long id = id(text);
        return id == null ? Long.MAX_VALUE : id;
    }

    public long number(int part) {
        long number = Long.parseLong(word(part));
        if (number < 0) {
            throw new IllegalArgumentException("negative");
        }
        return number;
    }

    public Instant time(int part) {
        Instant time = Instant.parse(word(part));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("no time of ours");
        }
        return time;
    }

    public UUID uuid(int part) {
        return UUID.fromString(word(part));
    }

    public String word(int part) {
        if (part >= parts.size()) {
            throw new IllegalArgumentException("too short");
        }
        return parts.get(part);
    }
}
