package com.afftok.edge.health;

import com.afftok.edge.geo.CountryFile;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks PostgreSQL and Redis whether they answer. None of the answers fails.
public final class Probes {

    /// How long the answer took, or that none came in time.
    public record Probe(boolean up, long latencyMillis) {}

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Pool pool;
    private final Redis redis;
    private final CountryFile countries;

    public Probes(Pool pool, Redis redis, CountryFile countries) {
        this.pool = pool;
        this.redis = redis;
        this.countries = countries;
    }

    boolean geoip() {
        return countries.isServing();
    }

    Future<Probe> database() {
        return probe(() -> pool.query("select 1").execute());
    }

    Future<Probe> redis() {
        return probe(() -> redis.send(Request.cmd(Command.PING)));
    }

    private static Future<Probe> probe(Supplier<Future<?>> question) {
        long asked = System.nanoTime();
        return question.get()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .map(_ -> new Probe(true, sinceMillis(asked)))
                .otherwise(_ -> new Probe(false, sinceMillis(asked)));
    }

    private static long sinceMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
