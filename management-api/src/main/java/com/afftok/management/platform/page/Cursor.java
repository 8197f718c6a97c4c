package com.afftok.management.platform.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The position in a list: after the row with this sort key. Its text is opaque to clients.
///
/// The text contains the key and no row id of other tenants. It begins with a hash of the list, its
/// reader and the key: [Keyset] refuses a text of another list or account. The hash detects
/// mistakes and protects nothing; which rows a list contains is decided by its statement.
public final class Cursor {

    private static final int LONGEST = 200;
    private static final int MOST_PARTS = 4;
    private static final int HASH_BYTES = 8;
    private static final Instant LATEST = Instant.parse("2400-01-01T00:00:00Z");

    private final String key;
    private final List<String> parts;

    private Cursor(String key) {
        this.key = key;
        this.parts = List.of(key.split(" ", MOST_PARTS));
    }

    /// The position after the row with this key.
    public static Cursor after(Object... key) {
        return new Cursor(Arrays.stream(key).map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /// The text for clients.
    ///
    /// @param list its name and reader
    String text(String list) {
        String text = hash(list, key) + " " + key;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the text was made for this list.
    static boolean isOf(String list, String text) {
        String decoded = decode(text);
        int space = decoded.indexOf(' ');
        return space >= 0
                && decoded.substring(0, space).equals(hash(list, decoded.substring(space + 1)));
    }

    private static String hash(String list, String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((list + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String decode(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    }

    /// Decodes a cursor.
    ///
    /// @param key reads it, and throws what the methods of this class throw
    /// @throws IllegalArgumentException or [java.time.DateTimeException] if it is invalid
    public static <T> @Nullable T read(@Nullable String text, Function<Cursor, T> key) {
        if (text == null) {
            return null;
        }
        String decoded = decode(text);
        int space = decoded.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("too short");
        }
        return key.apply(new Cursor(decoded.substring(space + 1)));
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
