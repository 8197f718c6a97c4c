package com.afftok.management.read;

import com.afftok.management.RunningApi;
import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// A table that somebody else holds, so that all who read or write it wait.
final class HeldTable implements AutoCloseable {

    private final RunningApi api;
    private final String name;
    private final Connection holder;

    HeldTable(RunningApi api, String name) throws SQLException {
        this.api = api;
        this.name = name;
        DatabaseUrl url = DatabaseUrl.parse(api.postgres().ownerUrl());
        this.holder = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        holder.setAutoCommit(false);
        try (Statement lock = holder.createStatement()) {
            lock.execute("lock table " + name + " in access exclusive mode");
        }
    }

    /// How many statements wait for it in the database.
    long waiting() {
        return api.sql(
                """
                select count(*) from pg_locks
                 where relation = '%s'::regclass and not granted
                """
                        .formatted(name));
    }

    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
