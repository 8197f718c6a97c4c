package com.afftok.management.answer;

import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: the first page of 20 unless the request says otherwise.
public record Paging(int page, int limit) {

    private static final int FEW = 20;
    private static final int MOST = 100;
    private static final int LAST_PAGE = 10_000;

    /// Reads the two parameters and notes what is wrong with them; then it is the usual page.
    public static Paging of(@Nullable Integer page, @Nullable Integer limit, Checks checks) {
        boolean known = page == null || (page >= 1 && page <= LAST_PAGE);
        checks.that(known, "page", "must be from 1 to " + LAST_PAGE);
        return new Paging(page == null || !known ? 1 : page, limit(limit, checks));
    }

    /// The same for lists that are read on from a cursor.
    public static int limit(@Nullable Integer limit, Checks checks) {
        boolean known = limit == null || (limit >= 1 && limit <= MOST);
        checks.that(known, "limit", "must be from 1 to " + MOST);
        return limit == null || !known ? FEW : limit;
    }

    public int offset() {
        return (page - 1) * limit;
    }
}
