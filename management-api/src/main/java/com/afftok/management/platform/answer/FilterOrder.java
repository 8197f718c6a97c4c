package com.afftok.management.platform.answer;

import io.micronaut.core.order.Ordered;

/// The order of the filters, from the first that sees a request to the last; answers pass them the
/// other way round. Where two had the same number, the order of files in a jar would decide.
public final class FilterOrder {

    public static final int HEADERS = Ordered.HIGHEST_PRECEDENCE;
    public static final int LIMITS = HEADERS + 1;

    /// After all of Micronaut's own.
    public static final int SECURITY = Ordered.LOWEST_PRECEDENCE - 3;

    public static final int CHECK = SECURITY + 1;
    public static final int ONCE = CHECK + 1;
    public static final int TAG = ONCE + 1;

    private FilterOrder() {}
}
