package com.afftok.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.postgresql.util.PSQLException;

/// The database of one test. Statements that are given together are one transaction.
final class SchemaDatabase implements AutoCloseable {

    private final SchemaServer server;
    private final Connection connection;

    SchemaDatabase(SchemaServer server) throws SQLException {
        this.server = server;
        this.connection = connect();
    }

    /// Another session, with autocommit off.
    Connection connect() throws SQLException {
        var another = server.connect();
        another.setAutoCommit(false);
        return another;
    }

    /// A session of a service, with autocommit off.
    Connection connectAsService() throws SQLException {
        var another = server.connectAsService();
        another.setAutoCommit(false);
        return another;
    }

    void migrate() {
        server.migrate();
    }

    void run(String... statements) throws SQLException {
        run(connection, statements);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /// Runs a statement and rolls it back before deferred checks.
    void dryRun(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.rollback();
        }
    }

    /// The name of the constraint that refuses the transaction, or "accepted"; only an accepted one
    /// is committed.
    String outcome(String... statements) throws SQLException {
        try {
            run(connection, statements);
            return "accepted";
        } catch (PSQLException e) {
            return constraint(e);
        }
    }

    /// The constraint that an error names, or its message.
    static String constraint(PSQLException e) {
        var details = e.getServerErrorMessage();
        return details == null || details.getConstraint() == null
                ? Objects.requireNonNullElse(e.getMessage(), "no message")
                : details.getConstraint();
    }

    /// The result, one string per row, with columns separated by a space.
    List<String> rows(String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            var columns = results.getMetaData().getColumnCount();
            while (results.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(results.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        connection.commit();
        return rows;
    }

    String row(String query) throws SQLException {
        var rows = rows(query);
        if (rows.size() != 1) {
            throw new IllegalStateException(rows.size() + " rows from " + query);
        }
        return rows.getFirst();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
