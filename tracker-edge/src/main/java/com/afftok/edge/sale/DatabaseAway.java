package com.afftok.edge.sale;

import io.vertx.pgclient.PgException;
import java.util.NoSuchElementException;
import java.util.Set;

/// Distinguishes a PostgreSQL that cannot record anything now from one that refuses the given data,
/// for which a retry is useless.
///
/// Data exceptions, violated constraints and errors raised by functions are refusals of the data.
/// All others do not depend on it: PostgreSQL is shutting down, is full, took too long, or lacks a
/// column, table or grant of a pending migration or restore.
public final class DatabaseAway {

    private static final int CLASS_LENGTH = 2;

    private static final Set<String> OF_CONTENTS = Set.of("22", "23", "P0");

    private DatabaseAway() {}

    public static boolean is(Throwable e) {
        if (e instanceof PgException refused) {
            return !OF_CONTENTS.contains(refused.getSqlState().substring(0, CLASS_LENGTH));
        }
        return !(e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof NullPointerException
                || e instanceof ArithmeticException
                || e instanceof IndexOutOfBoundsException
                || e instanceof ClassCastException
                || e instanceof NoSuchElementException
                || e instanceof Error);
    }
}
