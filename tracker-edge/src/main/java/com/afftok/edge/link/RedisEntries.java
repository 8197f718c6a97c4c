package com.afftok.edge.link;

import com.afftok.edge.redis.Ask;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries of one kind in Redis, shared by all edges. A new edge uses them and does not query
/// PostgreSQL for each, and any edge uses them while PostgreSQL is down.
///
/// `link:42` holds a link, `offer:7` an offer, `account:9` whether an account is active, and
/// `alias:summer-sale` the link of an alias, each with the time at which it was read from
/// PostgreSQL. An entry with a time in the future comes from an edge with a fast clock: beyond a
/// small clock skew it is stale, and any edge replaces it.
final class RedisEntries<K, V> {

    private static final Logger log = LoggerFactory.getLogger(RedisEntries.class);

    /// The version of the format of entries.
    private static final int VERSION = 4;

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final int AT_A_TIME = 500;
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /// Keys: the entry. Arguments: the entry, the time of its read, its lifetime, and the latest
    /// valid time of a read. A read that ended late does not replace the result of a read that
    /// began later.
    private static final String PUT =
            """
            local held = redis.call('GET', KEYS[1])
            local read = held and tonumber(string.match(held, '"read":(%d+)'))
            if read and read > tonumber(ARGV[2]) and read <= tonumber(ARGV[4]) then
              return 0
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
            return 1
            """;

    private final Ask ask;
    private final InstantSource clock;
    private final Duration fresh;
    private final Duration life;
    private final Function<K, String> name;
    private final Function<V, JsonObject> write;
    private final Function<JsonObject, V> read;
    private final LongAdder unreadable = new LongAdder();

    /// @param name the Redis key of an entry
    RedisEntries(
            Redis redis,
            InstantSource clock,
            LinkSettings settings,
            Function<K, String> name,
            Function<V, JsonObject> write,
            Function<JsonObject, V> read) {
        this.ask = new Ask(redis, settings.redisTimeout());
        this.clock = clock;
        this.fresh = settings.refresh();
        this.life = settings.shared();
        this.name = name;
        this.write = write;
        this.read = read;
    }

    /// An entry in Redis.
    ///
    /// @param fresh whether it is young enough to be used without a query to PostgreSQL
    record Entry<V>(V content, long ageMillis, boolean fresh) {}

    /// The entry, or null if Redis doesn't have it.
    Future<@Nullable Entry<V>> find(K key) {
        return ask.maybe(Request.cmd(Command.GET).arg(name.apply(key))).map(this::decode);
    }

    void put(K key, V value, long readMillis) {
        ask.maybe(
                        Request.cmd(Command.EVAL)
                                .arg(PUT)
                                .arg(1)
                                .arg(name.apply(key))
                                .arg(encode(value, readMillis))
                                .arg(readMillis)
                                .arg(life.toMillis())
                                .arg(clock.millis() + CLOCK_SKEW.toMillis()))
                .onFailure(RedisEntries::notShared);
    }

    /// Writes entries that Redis does not have, a few hundred at a time. Each batch is encoded and
    /// sent when Redis has answered the one before.
    Future<?> putAbsent(Map<K, V> values, long readMillis) {
        return putAbsent(values.entrySet().iterator(), readMillis);
    }

    private Future<?> putAbsent(Iterator<Map.Entry<K, V>> values, long readMillis) {
        List<Request> batch = new ArrayList<>();
        while (values.hasNext() && batch.size() < AT_A_TIME) {
            Map.Entry<K, V> entry = values.next();
            batch.add(
                    Request.cmd(Command.SET)
                            .arg(name.apply(entry.getKey()))
                            .arg(encode(entry.getValue(), readMillis))
                            .arg("PX")
                            .arg(life.toMillis())
                            .arg("NX"));
        }
        return batch.isEmpty()
                ? Future.succeededFuture()
                : ask.within(TOGETHER)
                        .all(batch)
                        .onFailure(RedisEntries::notShared)
                        .compose(_ -> putAbsent(values, readMillis));
    }

    /// Prolongs the life of an entry that can't be reread.
    void keep(K key) {
        ask.maybe(Request.cmd(Command.PEXPIRE).arg(name.apply(key)).arg(life.toMillis()))
                .onFailure(RedisEntries::notShared);
    }

    void remove(K key) {
        ask.maybe(Request.cmd(Command.DEL).arg(name.apply(key))).onFailure(RedisEntries::notShared);
    }

    private static void notShared(Throwable e) {
        log.debug("entry not shared", e);
    }

    private String encode(V value, long readMillis) {
        return new JsonObject()
                .put("v", VERSION)
                .put("read", readMillis)
                .put("of", write.apply(value))
                .encode();
    }

    long unreadable() {
        return unreadable.sum();
    }

    /// An entry of another version counts as absent, and so does one that can't be parsed.
    private @Nullable Entry<V> decode(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(response.toString());
            if (VERSION != json.getInteger("v", 0)) {
                return null;
            }
            long age = clock.millis() - json.getLong("read");
            boolean young = age < fresh.toMillis() && age >= -CLOCK_SKEW.toMillis();
            return new Entry<>(read.apply(json.getJsonObject("of")), age, young);
        } catch (RuntimeException e) {
            unreadable.increment();
            log.debug("entry not parsed", e);
            return null;
        }
    }
}
