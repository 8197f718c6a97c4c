package com.afftok.management.answer;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which part of a long list is asked for, newest first: so many, from after the last one seen.
///
/// @param before the id of the last one seen
public record Keyset(long before, int limit) {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

    /// Looks at what a request says of it.
    public static Checks check(@Nullable String cursor, @Nullable Integer limit) {
        return new Checks()
                .that(
                        cursor == null || CURSOR.matcher(cursor).matches(),
                        "cursor",
                        "must be the next_cursor of an answer")
                .that(
                        limit == null || (limit > 0 && limit <= MOST),
                        "limit",
                        "must be from 1 to " + MOST);
    }

    /// What was asked for, if the checks found nothing.
    public static Keyset of(@Nullable String cursor, @Nullable Integer limit) {
        return new Keyset(
                cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor),
                limit == null ? USUAL : limit);
    }

    /// How many to read: one more than is shown tells whether there are more.
    public int read() {
        return limit + 1;
    }

    /// What is shown of what was read.
    public <T> List<T> shown(List<T> read) {
        return read.size() > limit ? read.subList(0, limit) : read;
    }

    /// Where the list goes on; null at its end.
    public <T> @Nullable String next(List<T> read, ToLongFunction<T> id) {
        return read.size() > limit ? Long.toString(id.applyAsLong(read.get(limit - 1))) : null;
    }
}
