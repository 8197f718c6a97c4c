package com.afftok.edge;

import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import java.io.IOException;

/// The servers of edges: a PostgreSQL with the schema, and a Redis, both empty and used by one
/// test.
record RunningServers(LocalPostgres postgres, LocalRedis redis, Database database)
        implements AutoCloseable {

    static RunningServers start() {
        LocalPostgres postgres = LocalPostgres.migrated();
        LocalRedis redis = LocalRedis.temporary();
        return new RunningServers(postgres, redis, new Database(postgres));
    }

    RunningEdge edge(String... settings) throws IOException {
        return RunningEdge.over(postgres, redis, settings);
    }

    @Override
    public void close() {
        redis.close();
        postgres.close();
    }
}
