package com.afftok.edge.sale;

import io.vertx.pgclient.PgException;

/// Why PostgreSQL, or the edge itself, refused to do something, in words for a log: without
/// PostgreSQL's own words, which may quote what is in a row.
public final class Refusal {

    private Refusal() {}

    public static String of(Throwable e) {
        if (!(e instanceof PgException refused)) {
            return e.getClass().getName();
        }
        String constraint = refused.getConstraint();
        return constraint == null
                ? "SQLSTATE " + refused.getSqlState()
                : "SQLSTATE " + refused.getSqlState() + " " + constraint;
    }
}
