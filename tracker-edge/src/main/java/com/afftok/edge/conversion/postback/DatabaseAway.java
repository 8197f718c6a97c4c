package com.afftok.edge.conversion.postback;

import io.vertx.pgclient.PgException;
import java.util.NoSuchElementException;
import java.util.Set;

/// Tells a PostgreSQL that isn't there now from one that refuses what it was given, which trying
/// again wouldn't change.
final class DatabaseAway {

    private static final int CLASS_LENGTH = 2;

    /// Connection exceptions, insufficient resources, operator intervention (shutting down,
    /// starting up, statements that took too long), and errors of the system around it.
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /// A standby that doesn't take writes, a lock that wasn't given, and transactions that went on
    /// being in each other's way.
    private static final Set<String> STATES = Set.of("25006", "55P03", "40001", "40P01");

    private DatabaseAway() {}

    static boolean is(Throwable e) {
        if (e instanceof PgException refused) {
            String state = refused.getSqlState();
            return CLASSES.contains(state.substring(0, CLASS_LENGTH)) || STATES.contains(state);
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
