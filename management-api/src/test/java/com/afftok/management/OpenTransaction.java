package com.afftok.management;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// An open transaction of another session, to observe which statements wait for it.
public final class OpenTransaction implements AutoCloseable {

    private final RunningApi api;
    private final Connection connection;
    private final long pid;

    public OpenTransaction(RunningApi api) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(api.postgres().ownerUrl());
        this.api = api;
        connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            pid = row.getLong(1);
        }
        connection.setAutoCommit(false);
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public boolean isWaitedFor() {
        return api.sql(
                        "select count(*) from pg_stat_activity where %d = any (pg_blocking_pids(pid))"
                                .formatted(pid))
                > 0;
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
