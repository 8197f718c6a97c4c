package com.afftok.management.platform.page;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The page size of a list that continues at a [Cursor].
public record Keyset(int limit) {

    /// Checks the two parameters of such a list.
    ///
    /// @param key reads the cursor of this list
    public static void check(
            Fields fields,
            @Nullable String cursor,
            Consumer<@Nullable String> key,
            @Nullable Integer limit) {
        fields.check(isKey(cursor, key), "cursor", Problem.NOT_A_CURSOR);
        Paging.limit(fields, limit);
    }

    private static boolean isKey(@Nullable String cursor, Consumer<@Nullable String> key) {
        try {
            key.accept(cursor);
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /// The parameters, after [#check].
    public static Keyset of(@Nullable Integer limit) {
        return new Keyset(limit == null ? Paging.USUAL : limit);
    }

    /// Rows to read: one more than the page, to find out whether there are more.
    public int read() {
        return limit + 1;
    }

    /// The rows of the page.
    public <T> List<T> shown(List<T> read) {
        return read.size() > limit ? read.subList(0, limit) : read;
    }

    public <T, V> List<V> shown(List<T> read, Function<T, V> view) {
        return shown(read).stream().map(view).toList();
    }

    /// The cursor of the next page; null on the last page.
    ///
    /// @param key the cursor's text for a row
    public <T> @Nullable String next(List<T> read, Function<T, String> key) {
        return read.size() > limit ? key.apply(read.get(limit - 1)) : null;
    }
}
