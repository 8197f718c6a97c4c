package com.afftok.edge.sale;

import io.vertx.pgclient.PgException;
import java.util.NoSuchElementException;
import java.util.Set;

/// Tells a PostgreSQL that can't record anything now from one that refuses what it was given, which
/// trying again wouldn't change.
///
/// It refuses what it was given by data exceptions, violated constraints and errors that a function
/// raises. All else says nothing of the contents: it is shutting down, has no room, took too long,
/// or lacks a column, a table or a grant that comes with a migration or a restore that isn't done.
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
