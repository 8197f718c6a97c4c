package com.afftok.management.platform.read;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import java.sql.SQLException;

/// A table that another session has locked, so that all readers and writers wait.
final class HeldTable implements AutoCloseable {

    private final RunningApi api;
    private final String name;
    private final OpenTransaction holder;

    HeldTable(RunningApi api, String name) throws SQLException {
        this.api = api;
        this.name = name;
        this.holder = new OpenTransaction(api);
        holder.execute("lock table " + name + " in access exclusive mode");
    }

    /// How many statements wait for it.
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
