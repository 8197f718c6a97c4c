package com.afftok.management.answer;

import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: the first page of 20 unless the request says otherwise.
public record Paging(int page, int limit) {

    private static final int FEW = 20;
    private static final int MOST = 100;

    /// What comes before a page is read, too, and so no page begins behind this row.
    private static final int DEEPEST = 10_000;

    /// Reads the two parameters and notes what is wrong with them; then it is the usual page.
    public static Paging of(@Nullable Integer page, @Nullable Integer limit, Checks checks) {
        int rows = limit(limit, checks);
        int last = lastPage(rows);
        boolean known = page == null || (page >= 1 && page <= last);
        checks.that(known, "page", "must be from 1 to %d with this limit".formatted(last));
        return new Paging(page == null || !known ? 1 : page, rows);
    }

    private static int lastPage(int limit) {
        return DEEPEST / limit;
    }

    /// The same for lists that are read on from a cursor.
    public static int limit(@Nullable Integer limit, Checks checks) {
        boolean known = limit == null || (limit >= 1 && limit <= MOST);
        checks.that(known, "limit", "must be from 1 to " + MOST);
        return limit == null || !known ? FEW : limit;
    }

    /// Whether it is the last page that can be asked for.
    boolean isLast() {
        return page >= lastPage(limit);
    }

    public int offset() {
        return (page - 1) * limit;
    }
}
