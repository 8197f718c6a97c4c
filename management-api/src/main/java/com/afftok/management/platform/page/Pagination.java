package com.afftok.management.platform.page;

import io.micronaut.serde.annotation.Serdeable;

/// The position of a page in its list.
@Serdeable
public record Pagination(
        int page, int limit, long total, long totalPages, boolean hasNext, boolean hasPrev) {

    public static Pagination of(Paging paging, long total) {
        long pages = Math.ceilDiv(total, paging.limit());
        return new Pagination(
                paging.page(),
                paging.limit(),
                total,
                pages,
                paging.page() < pages && !paging.isLast(),
                paging.page() > 1);
    }
}
