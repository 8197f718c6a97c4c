package com.afftok.management.platform.page;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list that continues at a [Cursor], as one account reads it.
///
/// @param list the name of the list, and its reader
/// @param limit the page size
public record Keyset(String list, int limit) {

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
    ///
    /// @param list the name of the list; of a part of an object, with the object's id
    /// @throws InvalidRequest if the cursor is of another list or account
    public static Keyset of(
            String list, Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        String read = list + " of " + reader(caller);
        Fields fields = new Fields();
        fields.check(cursor == null || Cursor.isOf(read, cursor), "cursor", Problem.NOT_A_CURSOR);
        fields.end();
        return new Keyset(read, limit == null ? Paging.USUAL : limit);
    }

    private static String reader(Caller caller) {
        return switch (caller) {
            case Caller.User user -> "account " + user.account().value();
            case Caller.Admin _ -> "administrators";
        };
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
    /// @param position of a row
    public <T> @Nullable String next(List<T> read, Function<T, Cursor> position) {
        return read.size() > limit ? cursor(position.apply(read.get(limit - 1))) : null;
    }

    /// The text of a position in this list.
    public String cursor(Cursor position) {
        return position.text(list);
    }
}
