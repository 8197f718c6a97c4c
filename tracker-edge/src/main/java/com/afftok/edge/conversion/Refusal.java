package com.afftok.edge.conversion;

import io.vertx.pgclient.PgException;

/// Why PostgreSQL, or the edge itself, refused to do something, in words for a log: without
/// PostgreSQL's own words, which may quote what is in a row.
public final class Refusal {

    private Refusal() {}

    public static String of(Throwable e) {
        return e instanceof PgException refused
                ? "SQLSTATE " + refused.getSqlState() + " " + refused.getConstraint()
                : e.getClass().getName();
    }
}
