package com.afftok.management.platform.answer;

import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: the first page of 20 unless the request says otherwise.
public record Paging(int page, int limit) {

    static final int USUAL = 20;
    private static final int MOST = 100;

    /// What comes before a page is read, too, and so no page begins behind this row.
    private static final int DEEPEST = 10_000;

    /// Notes what is wrong with the two parameters.
    public static void check(Fields fields, @Nullable Integer page, @Nullable Integer limit) {
        int rows = limit(fields, limit);
        int last = rows < 1 ? 1 : lastPage(Math.min(rows, MOST));
        fields.between("page", page, 1, last, 1);
    }

    static int limit(Fields fields, @Nullable Integer limit) {
        return fields.between("limit", limit, 1, MOST, USUAL);
    }

    /// What was asked for, once it is checked.
    public static Paging of(@Nullable Integer page, @Nullable Integer limit) {
        return new Paging(page == null ? 1 : page, limit == null ? USUAL : limit);
    }

    private static int lastPage(int limit) {
        return DEEPEST / limit;
    }

    /// Whether it is the last page that can be asked for.
    boolean isLast() {
        return page >= lastPage(limit);
    }

    public int offset() {
        return (page - 1) * limit;
    }
}
