package com.afftok.edge.write;

import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.keep.Journal;
import com.afftok.edge.redis.Ask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures the backlog every few seconds: the length of each stream, pending entries, entries set
/// aside, and the age of the oldest click in Redis or in this edge's journal. While Redis does not
/// answer, lengths keep their value and the age grows.
///
/// At the first answer of Redis and periodically afterwards, it checks the settings that affect
/// durability, because they may change, and so may the server. An unsafe setting is logged once for
/// each of its values.
public final class BacklogGauge extends VerticleBase {

    static final String NO_EVICTION = "noeviction";

    private static final Logger log = LoggerFactory.getLogger(BacklogGauge.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final long NONE = Long.MAX_VALUE;

    /// Measurements between two checks of the settings, by default a minute.
    private static final int LOOKS_TO_A_CHECK = 30;

    /// The consequence of an unsafe setting.
    private static final Map<String, String> UNSAFE =
            Map.of(
                    "maxmemory-policy",
                    "redis may throw clicks away when its memory is full",
                    "maxmemory",
                    "redis has no limit of its memory, the system may end it",
                    "appendonly",
                    "redis loses all clicks that wait when it ends",
                    "appendfsync",
                    "redis may lose clicks of the last moments when its machine ends");

    private final Ask ask;
    private final Journal journal;
    private final InstantSource clock;
    private final Duration every;
    private final List<Shard> shards = new ArrayList<>();
    private final Map<String, AtomicInteger> unsafe = new TreeMap<>();
    private final Map<String, String> warnedOf = new HashMap<>();
    private final Promise<Void> ended = Promise.promise();
    private volatile long journalSince = NONE;
    private volatile double memory;
    private int looksToCheck;
    private boolean maySettingsBeRead = true;
    private boolean looking;
    private boolean stopped;

    public BacklogGauge(
            Redis redis,
            Journal journal,
            int shards,
            InstantSource clock,
            MeterRegistry registry,
            Duration every) {
        this.ask = new Ask(redis, TIMEOUT);
        this.journal = journal;
        this.clock = clock;
        this.every = every;
        for (int shard = 0; shard < shards; shard++) {
            this.shards.add(new Shard(shard, registry));
        }
        for (String setting : UNSAFE.keySet()) {
            AtomicInteger is = new AtomicInteger();
            unsafe.put(setting, is);
            Gauge.builder("afftok_redis_setting_unsafe", is, AtomicInteger::get)
                    .description("1 where a setting of Redis lets it lose clicks")
                    .tag("setting", setting)
                    .register(registry);
        }
        Gauge.builder("afftok_redis_memory_used", this, watch -> watch.memory)
                .description("The part of Redis' maxmemory that is used")
                .register(registry);
        Gauge.builder("afftok_click_oldest_unwritten_seconds", this, BacklogGauge::oldestSeconds)
                .description("Age of the oldest click in the streams or in this edge's journal")
                .register(registry);
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> look());
        return Future.succeededFuture();
    }

    /// Waits for the measurement in progress, whose thread is unusable afterwards.
    @Override
    public Future<?> stop() {
        stopped = true;
        return looking ? ended.future() : Future.succeededFuture();
    }

    private void look() {
        if (stopped) {
            return;
        }
        looking = true;
        measure();
        looking = false;
        if (stopped) {
            ended.complete();
        } else {
            vertx.setTimer(every.toMillis(), _ -> look());
        }
    }

    private void measure() {
        journalSince = journal.oldestMillis();
        try {
            for (Shard shard : shards) {
                shard.look();
            }
            memory = usedMemory();
            if (looksToCheck == 0) {
                looksToCheck = LOOKS_TO_A_CHECK;
                checkSettings();
            }
            looksToCheck--;
        } catch (RuntimeException e) {
            log.debug("the backlog cannot be measured", e);
        }
    }

    private void checkSettings() {
        try {
            for (Map.Entry<String, AtomicInteger> setting : unsafe.entrySet()) {
                String value = valueIn(ask(Command.CONFIG, "GET", setting.getKey()));
                boolean safe = isSafe(setting.getKey(), value);
                setting.getValue().set(safe ? 0 : 1);
                warnOf(setting.getKey(), value, safe);
            }
            maySettingsBeRead = true;
        } catch (RuntimeException e) {
            if (maySettingsBeRead) {
                maySettingsBeRead = false;
                log.atWarn()
                        .addKeyValue("cause", String.valueOf(e.getMessage()))
                        .log("can't check that redis keeps what it acknowledged");
            }
        }
    }

    private void warnOf(String setting, String value, boolean safe) {
        if (safe) {
            warnedOf.remove(setting);
        } else if (!value.equals(warnedOf.put(setting, value))) {
            log.atWarn()
                    .addKeyValue("setting", setting)
                    .addKeyValue("value", value)
                    .log(UNSAFE.getOrDefault(setting, ""));
        }
    }

    private static boolean isSafe(String setting, String value) {
        return switch (setting) {
            case "maxmemory-policy" -> NO_EVICTION.equals(value);
            case "maxmemory" -> !"0".equals(value);
            case "appendonly" -> "yes".equals(value);
            case "appendfsync" -> "always".equals(value);
            default -> throw new IllegalArgumentException(setting);
        };
    }

    /// Redis returns a map or a list, depending on the protocol version.
    private static String valueIn(@Nullable Response answer) {
        if (answer == null || answer.size() == 0) {
            throw new IllegalStateException("redis doesn't say");
        }
        @Nullable Response value =
                answer.isMap() ? answer.get(answer.getKeys().iterator().next()) : answer.get(1);
        return String.valueOf(value);
    }

    /// The used part of Redis's maximum memory; 0 without a maximum.
    private double usedMemory() {
        long used = 0;
        long most = 0;
        for (String line : String.valueOf(ask(Command.INFO, "memory")).lines().toList()) {
            if (line.startsWith("used_memory:")) {
                used = Long.parseLong(line.substring("used_memory:".length()).strip());
            } else if (line.startsWith("maxmemory:")) {
                most = Long.parseLong(line.substring("maxmemory:".length()).strip());
            }
        }
        return most == 0 ? 0 : (double) used / most;
    }

    private @Nullable Response ask(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return NoAnswer.await(ask.maybe(request));
    }

    private double oldestSeconds() {
        long oldest = journalSince;
        for (Shard shard : shards) {
            oldest = Math.min(oldest, shard.since.get());
        }
        return oldest == NONE ? 0 : Math.max(0, clock.millis() - oldest) / 1000.0;
    }

    private final class Shard {

        private final String stream;
        private final String poison;
        private final AtomicLong entries = new AtomicLong();
        private final AtomicLong pending = new AtomicLong();
        private final AtomicLong setAside = new AtomicLong();
        private final AtomicLong since = new AtomicLong(NONE);

        Shard(int number, MeterRegistry registry) {
            this.stream = ClickStream.name(number);
            this.poison = ClickStream.poison(number);
            gauge(
                    "afftok_click_stream_entries",
                    "Batches in Redis that aren't written yet",
                    entries,
                    number,
                    registry);
            gauge(
                    "afftok_click_stream_pending",
                    "Batches that a writer has read and not acknowledged",
                    pending,
                    number,
                    registry);
            gauge(
                    "afftok_click_poison_entries",
                    "Batches that are set aside because they can't be written",
                    setAside,
                    number,
                    registry);
        }

        void look() {
            entries.set(number(ask(Command.XLEN, stream)));
            setAside.set(number(ask(Command.XLEN, poison)));
            Response oldest = ask(Command.XRANGE, stream, "-", "+", "COUNT", "1");
            since.set(
                    oldest == null || oldest.size() == 0
                            ? NONE
                            : millis(oldest.get(0).get(0).toString()));
            pending.set(entries.get() == 0 ? 0 : pending());
        }

        private long pending() {
            Response summary = ask(Command.XPENDING, stream, ClickStream.GROUP);
            return summary == null || summary.size() == 0 ? 0 : number(summary.get(0));
        }

        /// An entry's id begins with the time of its arrival.
        private static long millis(String id) {
            return Long.parseLong(id.substring(0, id.indexOf('-')));
        }

        private static long number(@Nullable Response answer) {
            return answer == null ? 0 : Long.parseLong(answer.toString());
        }

        private static void gauge(
                String name, String what, AtomicLong value, int shard, MeterRegistry registry) {
            Gauge.builder(name, value, AtomicLong::get)
                    .description(what)
                    .tag("shard", Integer.toString(shard))
                    .register(registry);
        }
    }
}
