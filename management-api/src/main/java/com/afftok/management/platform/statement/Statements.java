package com.afftok.management.platform.statement;

import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/// Runs statements of jOOQ's DSL on the current connection and transaction of the thread, or else
/// on a connection of their own. So they obey the limits of
/// [com.afftok.management.platform.read.ReadInTime], as fixed statements do.
///
/// Statements whose filters, order or groups depend on the request are written in the DSL. An
/// absent filter is not part of the statement, so that each variant gets a plan of its own.
@Singleton
public final class Statements {

    private static final Settings SETTINGS =
            new Settings()
                    .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
                    .withExecuteLogging(false);

    private final ConnectionOperations<Connection> connections;

    Statements(ConnectionOperations<Connection> connections) {
        this.connections = connections;
    }

    public <T> T run(Function<DSLContext, T> statement) {
        try {
            return execute(statement);
        } catch (org.jooq.exception.DataAccessException e) {
            // The exception that fixed statements throw.
            throw new DataAccessException(String.valueOf(e.getMessage()), e);
        }
    }

    private <T> T execute(Function<DSLContext, T> statement) {
        return connections.execute(
                ConnectionDefinition.DEFAULT,
                status ->
                        statement.apply(
                                DSL.using(status.getConnection(), SQLDialect.POSTGRES, SETTINGS)));
    }

    /// All rows of a query that selects the columns in their order.
    public <T> List<T> list(
            Columns<T> columns, Function<DSLContext, ? extends ResultQuery<?>> query) {
        return run(sql -> query.apply(sql).fetch(columns::row));
    }

    public long count(Function<DSLContext, ? extends ResultQuery<?>> query) {
        return run(sql -> query.apply(sql).fetchSingle().get(0, long.class));
    }
}
