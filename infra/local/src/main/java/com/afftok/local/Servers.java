package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL and Redis as the services see them, and the embedded ones among them.
///
/// @param database the URL of the services
/// @param owner the URL with the role that owns the schema: the same if there is one role
/// @param own in the order in which they stop
record Servers(DatabaseUrl database, DatabaseUrl owner, RedisUrl redis, List<Part> own) {

    Servers {
        own = List.copyOf(own);
    }

    static Servers of(
            LauncherConfiguration configuration, Home home, Secrets secrets, Addresses addresses)
            throws IOException {
        List<Part> own = new ArrayList<>();
        DatabaseUrl database = configuration.databaseUrl();
        DatabaseUrl owner = configuration.databaseOwnerUrl();
        RedisUrl redis = configuration.redisUrl();
        if (redis == null) {
            LocalRedis server = redis(home, secrets, addresses.redis().port());
            own.add(server);
            redis = RedisUrl.parse(server.url());
        }
        if (database == null) {
            LocalPostgres server = postgres(home, secrets, addresses.postgres().port());
            own.add(server);
            database = DatabaseUrl.parse(server.url());
            owner = DatabaseUrl.parse(server.ownerUrl());
        }
        return new Servers(database, owner == null ? database : owner, redis, own);
    }

    /// Stops servers left by an earlier launcher, whether or not they are needed now.
    static void stopOrphans(Home home, Secrets secrets) throws IOException, InterruptedException {
        redis(home, secrets, 0).stop();
        postgres(home, secrets, 0).stop();
    }

    private static LocalRedis redis(Home home, Secrets secrets, int port) throws IOException {
        home.log("redis");
        String password = secrets.get(Secrets.REDIS_PASSWORD);
        return new LocalRedis(
                home.binaries(), home.folder(), port, password, Durability.MACHINE_CRASH, false);
    }

    private static LocalPostgres postgres(Home home, Secrets secrets, int port) throws IOException {
        home.log("postgres");
        return new LocalPostgres(
                home.binaries(),
                home.folder(),
                port,
                secrets.ofPostgres(),
                Durability.MACHINE_CRASH,
                false);
    }
}
