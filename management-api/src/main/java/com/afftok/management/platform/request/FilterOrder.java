package com.afftok.management.platform.request;

import io.micronaut.core.order.Ordered;

/// The order of the filters for requests; answers pass them in reverse. Filters with equal numbers
/// would be ordered by the files in a jar.
public final class FilterOrder {

    public static final int HEADERS = Ordered.HIGHEST_PRECEDENCE;
    public static final int LIMITS = HEADERS + 1;

    /// After all filters of Micronaut.
    public static final int SECURITY = Ordered.LOWEST_PRECEDENCE - 3;

    public static final int CHECK = SECURITY + 1;
    public static final int ONCE = CHECK + 1;
    public static final int TAG = ONCE + 1;

    private FilterOrder() {}
}
