package com.afftok.edge.sale;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.function.Function;

/// Runs work in a transaction, and commits before the result completes.
public final class InTransaction {

    private InTransaction() {}

    public static <T> Future<T> run(Pool pool, Function<SqlConnection, Future<T>> work) {
        return pool.<T>withTransaction(connection -> work.apply(connection))
                .map(done -> Objects.requireNonNull(done));
    }
}
