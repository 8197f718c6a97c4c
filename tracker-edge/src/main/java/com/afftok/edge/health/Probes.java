package com.afftok.edge.health;

import com.afftok.edge.redis.Ask;
import com.afftok.edge.visitor.geo.CountryFile;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Checks whether PostgreSQL and Redis answer. The futures never fail.
///
/// The endpoint is public, so each check runs at most once a second, and callers in between share
/// its result.
public final class Probes {

    /// The latency, or that no answer came in time.
    public record Probe(boolean up, long latencyMillis) {}

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final SharedQuestion<Probe> database;
    private final SharedQuestion<Probe> redis;
    private final CountryFile countries;

    public Probes(Pool pool, Redis redis, CountryFile countries) {
        this.database =
                new SharedQuestion<>(
                        () -> probe(() -> pool.query("select 1").execute()),
                        FRESH,
                        System::nanoTime);
        Ask ask = new Ask(redis, PATIENCE);
        this.redis =
                new SharedQuestion<>(
                        () -> probe(() -> ask.answer(Request.cmd(Command.PING))),
                        FRESH,
                        System::nanoTime);
        this.countries = countries;
    }

    boolean geoip() {
        return countries.isServing();
    }

    Future<Probe> database() {
        return database.ask();
    }

    Future<Probe> redis() {
        return redis.ask();
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
