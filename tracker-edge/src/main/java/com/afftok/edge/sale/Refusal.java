package com.afftok.edge.sale;

import io.vertx.pgclient.PgException;

/// The reason of a failure for the log, without PostgreSQL's message, which may quote rows.
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
