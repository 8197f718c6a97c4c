package com.afftok.edge.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cache of one kind of entries, such as links or offers. It reads from memory first, then from
/// Redis, then from PostgreSQL. Safe for any number of threads.
///
/// Concurrent misses of one key share one look-up. An entry older than the refresh time is served
/// and reread from PostgreSQL in the background. If PostgreSQL can't be asked, it is served until
/// it is stale. Unknown keys are remembered for a short time, in a cache of their own, so that a
/// flood of them evicts no entries.
///
/// Entries are ordered by the time at which their read began. A read that ends late does not
/// replace the result of a read that began later. A read that began before a change was announced
/// is repeated.
final class EdgeCache<K, V> {

    private static final Logger log = LoggerFactory.getLogger(EdgeCache.class);

    static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

    /// The longest wait for PostgreSQL if Redis has an old entry.
    private static final Duration BETTER_WITHIN = Duration.ofMillis(250);

    /// The time after which a failed read is retried.
    private static final Duration RETRY = Duration.ofSeconds(30);

    private static final int MOST_UNKNOWN = 1 << 16;
    private static final int MOST_HEARD = 100_000;
    private static final int AT_A_TIME = 1000;

    private final Select<K, V> select;
    private final RedisEntries<K, V> shared;
    private final Rereads rereads;
    private final InstantSource clock;
    private final long refresh;
    private final long stale;
    private final long retry;
    private final Cache<K, Entry<V>> memory;
    private final Cache<K, Boolean> unknown;

    /// When a change of a key was announced. It is kept for as long as an edge or Redis may hold
    /// the entry from before the change.
    private final Cache<K, Long> heard;

    private final Map<K, CompletableFuture<@Nullable V>> underWay = new ConcurrentHashMap<>();

    /// Rereads keys whose last read began before a change.
    private final FollowChanges<K> outdated;

    private final LongAdder unreadable = new LongAdder();

    EdgeCache(
            Select<K, V> select,
            RedisEntries<K, V> shared,
            Rereads rereads,
            InstantSource clock,
            LinkSettings settings) {
        this.select = select;
        this.shared = shared;
        this.rereads = rereads;
        this.clock = clock;
        this.refresh = settings.refresh().toNanos();
        this.stale = settings.stale().toNanos();
        this.retry = Math.min(refresh, RETRY.toNanos());
        this.memory = Caffeine.newBuilder().maximumSize(settings.cacheSize()).build();
        this.unknown =
                Caffeine.newBuilder()
                        .maximumSize(MOST_UNKNOWN)
                        .expireAfterWrite(settings.unknown())
                        .build();
        this.heard =
                Caffeine.newBuilder()
                        .maximumSize(MOST_HEARD)
                        .expireAfterWrite(settings.refresh().plus(settings.longestLookup()))
                        .evictionListener((_, _, cause) -> forgotten(cause))
                        .build();
        this.outdated = new FollowChanges<>(this::readAgain, rereads::miss);
    }

    /// Reads the entries of some keys from PostgreSQL.
    interface Select<K, V> {

        Future<Selected<K, V>> execute(List<K> keys, Began began);
    }

    /// When a read began.
    ///
    /// @param nanos by the clock of this process
    /// @param millis by the wall clock, which is compared between edges
    record Began(long nanos, long millis) {}

    private static final class Entry<V> {

        private final V value;

        /// When its read began.
        private final long read;

        /// When a reread was last attempted.
        private volatile long tried;

        Entry(V value, long read, long tried) {
            this.value = value;
            this.read = read;
            this.tried = tried;
        }
    }

    Began begin() {
        return new Began(System.nanoTime(), clock.millis());
    }

    /// The entry in memory; null if it must be looked up or is known to be unknown.
    @Nullable V known(K key, long now) {
        Entry<V> entry = memory.getIfPresent(key);
        if (entry == null || now - entry.read >= stale) {
            return null;
        }
        if (isDue(entry, now)) {
            rereads.tryOne(() -> {
                entry.tried = now;
                return read(List.of(key)).onFailure(_ -> shared.keep(key));
            });
        }
        return entry.value;
    }

    boolean isUnknown(K key) {
        return unknown.getIfPresent(key) != null;
    }

    /// The entry in memory, at any age. It does not count as used.
    @Nullable V held(K key) {
        Entry<V> entry = memory.policy().getIfPresentQuietly(key);
        return entry == null ? null : entry.value;
    }

    /// Looks up an entry; null if it does not exist. Fails if neither Redis nor PostgreSQL can be
    /// asked. If a step throws, all waiting requests fail, and the next request looks the key up
    /// again.
    Future<@Nullable V> find(K key) {
        CompletableFuture<@Nullable V> mine = new CompletableFuture<>();
        CompletableFuture<@Nullable V> others = underWay.putIfAbsent(key, mine);
        if (others != null) {
            return Future.fromCompletionStage(others);
        }
        Future.succeededFuture()
                .compose(_ -> seek(key))
                .onComplete(found -> {
                    underWay.remove(key);
                    if (found.succeeded()) {
                        mine.complete(found.result());
                    } else {
                        mine.completeExceptionally(found.cause());
                    }
                });
        return Future.fromCompletionStage(mine);
    }

    /// Stores an entry that was read together with another one, unless memory has the same entry.
    ///
    /// @return what is known now
    V take(K key, V value, Began began) {
        Entry<V> entry = memory.getIfPresent(key);
        return entry != null && began.nanos - entry.read < refresh && entry.value.equals(value)
                ? entry.value
                : keepAndShare(key, value, began);
    }

    /// Stores an entry in memory, but not in Redis.
    ///
    /// @return the entry in memory: this one, or one from a later read
    V keep(K key, V value, Began began) {
        return keep(key, value, began.nanos, began.nanos);
    }

    /// Writes entries to Redis that it does not have.
    Future<?> share(Map<K, V> values, Began began) {
        return shared.putAbsent(values, began.millis);
    }

    /// Notes that a change of the key was announced. Entries that were read earlier are outdated.
    void hear(K key) {
        heard.put(key, System.nanoTime());
        unknown.invalidate(key);
    }

    void forgetUnknown() {
        unknown.invalidateAll();
    }

    /// Rereads the keys that are in memory, a bounded number in each statement. A key that can't be
    /// read is reread when it is used. Never fails.
    Future<?> readAgain(Collection<K> keys) {
        return readAgain(keys.stream().filter(memory.asMap()::containsKey).toList(), 0);
    }

    private Future<?> readAgain(List<K> keys, int from) {
        if (from >= keys.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(keys.size(), from + AT_A_TIME);
        long began = System.nanoTime();
        return rereads.watched(read(keys.subList(from, to)))
                .onSuccess(read -> read.unreadable().keySet().forEach(key -> age(key, began)))
                .onFailure(_ -> keys.subList(from, keys.size()).forEach(key -> age(key, began)))
                .<Object>compose(_ -> readAgain(keys, to).mapEmpty())
                .otherwiseEmpty();
    }

    /// Marks an entry that could not be reread as due, so that its next use rereads it.
    private void age(K key, long began) {
        memory.asMap()
                .computeIfPresent(
                        key,
                        (_, held) -> {
                            long due = began - refresh;
                            return held.read - due > 0 && held.read - began < 0
                                    ? new Entry<>(held.value, due, due)
                                    : held;
                        });
    }

    /// Rows that could not be parsed.
    long unreadable() {
        return unreadable.sum();
    }

    /// Entries of Redis that could not be parsed.
    long unreadableInRedis() {
        return shared.unreadable();
    }

    private boolean isDue(Entry<V> entry, long now) {
        boolean old = now - entry.read >= refresh || rereads.isBeforeGapEnd(entry.read);
        return old && (now - entry.tried >= retry || rereads.isBeforeGapEnd(entry.tried));
    }

    private Future<@Nullable V> seek(K key) {
        long now = System.nanoTime();
        V known = known(key, now);
        return known != null
                ? Future.succeededFuture(known)
                : shared.find(key)
                        .otherwiseEmpty()
                        .compose(entry ->
                                entry == null
                                        ? fromPostgres(key)
                                        : fromRedisOrBetter(key, entry, now));
    }

    private Future<@Nullable V> fromPostgres(K key) {
        return read(List.of(key))
                .compose(found -> {
                    RuntimeException cause = found.unreadable().get(key);
                    return cause == null
                            ? Future.succeededFuture(found.rows().get(key))
                            : Future.failedFuture(cause);
                });
    }

    /// Uses the entry of Redis if it is certainly current, or if PostgreSQL does not answer soon.
    private Future<@Nullable V> fromRedisOrBetter(K key, RedisEntries.Entry<V> entry, long asked) {
        boolean believed =
                entry.fresh() && !rereads.catchingUp() && heard.getIfPresent(key) == null;
        if (believed) {
            return Future.succeededFuture(keepOfOthers(key, entry, asked));
        }
        return fromPostgres(key)
                .onSuccess(found -> {
                    if (found == null) {
                        shared.remove(key);
                    }
                })
                .timeout(BETTER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(_ -> keepOfOthers(key, entry, asked));
    }

    private V keepOfOthers(K key, RedisEntries.Entry<V> entry, long asked) {
        long age = TimeUnit.MILLISECONDS.toNanos(Math.max(0, entry.ageMillis()));
        return keep(key, entry.content(), asked - age, System.nanoTime());
    }

    /// Reads from PostgreSQL, and keeps and shares what there is. Fails if PostgreSQL can't be
    /// asked; an unreadable row concerns its own key alone.
    private Future<Selected<K, V>> read(List<K> keys) {
        Began began = begin();
        return Future.succeededFuture()
                .compose(_ -> select.execute(keys, began))
                .timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .map(found -> {
                    Selected<K, V> kept =
                            found.map((key, value) -> keepAndShare(key, value, began));
                    for (K key : keys) {
                        RuntimeException cause = kept.unreadable().get(key);
                        if (cause != null) {
                            shared.keep(key);
                            unreadable.increment();
                            log.debug("row not parsed", cause);
                        } else if (!kept.rows().containsKey(key)) {
                            V later = lose(key, began);
                            if (later != null) {
                                kept.rows().put(key, later);
                            }
                        }
                    }
                    return kept;
                });
    }

    private V keepAndShare(K key, V value, Began began) {
        shared.put(key, value, began.millis);
        return keep(key, value, began);
    }

    private V keep(K key, V value, long read, long tried) {
        Entry<V> entry = memory.asMap().compute(key, (_, held) -> later(held, value, read, tried));
        unknown.invalidate(key);
        if (isHeardSince(key, Objects.requireNonNull(entry).read)) {
            outdated.add(key);
        }
        return entry.value;
    }

    /// A value that hasn't changed stays the same object.
    private static <V> Entry<V> later(@Nullable Entry<V> held, V value, long read, long tried) {
        if (held == null) {
            return new Entry<>(value, read, tried);
        }
        if (held.read - read > 0) {
            return held;
        }
        return new Entry<>(held.value.equals(value) ? held.value : value, read, tried);
    }

    /// Handles a key that did not exist when the read began.
    private @Nullable V lose(K key, Began began) {
        if (!isHeardSince(key, began.nanos)) {
            unknown.put(key, true);
        }
        if (held(key) == null) {
            return null;
        }
        shared.remove(key);
        Entry<V> entry =
                memory.asMap()
                        .computeIfPresent(
                                key, (_, held) -> held.read - began.nanos > 0 ? held : null);
        return entry == null ? null : entry.value;
    }

    private boolean isHeardSince(K key, long nanos) {
        Long at = heard.getIfPresent(key);
        return at != null && nanos - at < 0;
    }

    /// Too many changes were announced to remember them all. This is equivalent to a gap in
    /// listening, or makes a gap longer, because Redis may hold entries from before a forgotten
    /// change.
    private void forgotten(RemovalCause cause) {
        if (cause == RemovalCause.SIZE) {
            rereads.miss();
        }
    }
}
