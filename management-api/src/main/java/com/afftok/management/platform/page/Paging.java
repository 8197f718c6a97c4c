package com.afftok.management.platform.page;

import com.afftok.management.platform.request.Fields;
import org.jspecify.annotations.Nullable;

/// The requested page of a list: by default the first one, of 20 rows.
public record Paging(int page, int limit) {

    static final int USUAL = 20;
    private static final int MOST = 100;

    /// The largest offset, because PostgreSQL reads all rows before it.
    private static final int DEEPEST = 10_000;

    public static void check(Fields fields, @Nullable Integer page, @Nullable Integer limit) {
        int rows = limit(fields, limit);
        int last = rows < 1 ? 1 : lastPage(Math.min(rows, MOST));
        fields.between("page", page, 1, last, 1);
    }

    static int limit(Fields fields, @Nullable Integer limit) {
        return fields.between("limit", limit, 1, MOST, USUAL);
    }

    /// The parameters, after [#check].
    public static Paging of(@Nullable Integer page, @Nullable Integer limit) {
        return new Paging(page == null ? 1 : page, limit == null ? USUAL : limit);
    }

    private static int lastPage(int limit) {
        return DEEPEST / limit;
    }

    /// Whether the next page would be beyond the largest offset.
    boolean isLast() {
        return page >= lastPage(limit);
    }

    public int offset() {
        return (page - 1) * limit;
    }
}
