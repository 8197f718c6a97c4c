package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links that this edge knows: memory first, then Redis, then PostgreSQL.
///
/// Concurrent misses of one link share one look-up. An entry older than the refresh time is read
/// again from PostgreSQL in the background while the old one goes on serving; when PostgreSQL can't
/// be asked, the old one serves on, for as long as it takes. An unknown link is remembered for a
/// short while only, so that a link made a moment ago works, and is never refreshed.
public final class Links {

    private static final Logger log = LoggerFactory.getLogger(Links.class);

    private static final Duration AT_ONCE = Duration.ofNanos(1);
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SECOND_LOOK = Duration.ofMillis(500);
    private static final int LATELY = 100_000;
    private static final int MOST_RENEWED_AT_ONCE = 64;

    private final Vertx vertx;
    private final SelectLink select;
    private final SelectHotLinks hot;
    private final int preloaded;
    private final RedisLinks shared;
    private final AsyncLoadingCache<LinkId, LinkLookup> byId;
    private final AsyncLoadingCache<String, LinkLookup> byAlias;
    private final Cache<LinkChange, Boolean> lately;
    private final AtomicBoolean outdated = new AtomicBoolean();
    private final Duration refresh;
    private final AtomicInteger gaps = new AtomicInteger();
    private final AtomicInteger renewed = new AtomicInteger();
    private volatile boolean catchingUp;
    private volatile long gapEnd;

    public Links(Vertx vertx, Pool pool, Redis redis, LinkSettings settings) {
        this.vertx = vertx;
        this.select = new SelectLink(pool);
        this.shared = new RedisLinks(redis, settings.redisTimeout(), settings.refresh());
        this.lately =
                Caffeine.newBuilder()
                        .maximumSize(LATELY)
                        .expireAfterWrite(settings.refresh().plus(LOOKUP_TIMEOUT))
                        .build();
        this.refresh = settings.refresh();
        this.hot = new SelectHotLinks(pool);
        this.preloaded = Math.min(settings.preloaded(), settings.cacheSize());
        this.byId = cache(settings, new FromRedisThenPostgres());
        this.byAlias = cache(settings, new AliasFromPostgres());
    }

    /// Takes the hottest links into memory. Never fails: what can't be read now is read when it is
    /// clicked.
    public Future<Void> preload() {
        if (preloaded == 0) {
            return Future.succeededFuture();
        }
        return bounded(hot.execute(preloaded))
                .onSuccess(links -> {
                    for (Link link : links) {
                        byId.put(
                                link.id(),
                                CompletableFuture.completedFuture(new LinkLookup.Found(link)));
                    }
                    log.atInfo().addKeyValue("links", links.size()).log("hottest links in memory");
                })
                .onFailure(e ->
                        log.atWarn()
                                .addKeyValue("cause", e.toString())
                                .log("hottest links not read, started without"))
                .otherwiseEmpty()
                .mapEmpty();
    }

    /// What memory holds of the link; null when it must be looked up.
    public @Nullable LinkLookup known(LinkId id) {
        return upToDate(byId, id, done(byId.getIfPresent(id)));
    }

    public @Nullable LinkLookup known(String alias) {
        return upToDate(byAlias, alias, done(byAlias.getIfPresent(alias)));
    }

    /// Never fails: what can't be asked is [LinkLookup.Unreachable]. Completes on the caller's
    /// context.
    public Future<LinkLookup> find(LinkId id) {
        return lookup(byId.get(id));
    }

    public Future<LinkLookup> find(String alias) {
        return lookup(byAlias.get(alias));
    }

    /// Reads what was changed again, where this edge knows it. The old serves until the new is
    /// there. A look-up that was under way when the change was made may have brought the old, so it
    /// is done twice.
    void changed(LinkChange change) {
        lately.put(change, true);
        refresh(change);
        vertx.setTimer(SECOND_LOOK.toMillis(), _ -> refresh(change));
    }

    /// Anything may have been changed until now. For as long as a link may be old anyway, each that
    /// is clicked and was read before is read again, a bounded number at once, while the old one
    /// serves; and what Redis holds is not believed. A look-up that is under way may bring the old,
    /// so its time is over only a little later.
    void missedChanges() {
        int gap = gaps.incrementAndGet();
        endGap();
        vertx.setTimer(SECOND_LOOK.toMillis(), _ -> gapEnd = System.nanoTime());
        vertx.setTimer(refresh.plus(SECOND_LOOK).toMillis(), _ -> catchingUp &= gap != gaps.get());
    }

    private void endGap() {
        gapEnd = System.nanoTime();
        catchingUp = true;
        forgetUnknown(byId.synchronous());
        forgetUnknown(byAlias.synchronous());
    }

    private <K> @Nullable LinkLookup upToDate(
            AsyncLoadingCache<K, LinkLookup> cache, K key, @Nullable LinkLookup known) {
        if (catchingUp && known != null && renewed.get() < MOST_RENEWED_AT_ONCE) {
            renewIfReadBeforeGapEnd(cache.synchronous(), key);
        }
        return known;
    }

    private <K> void renewIfReadBeforeGapEnd(LoadingCache<K, LinkLookup> cache, K key) {
        OptionalLong age =
                cache.policy().refreshAfterWrite().orElseThrow().ageOf(key, TimeUnit.NANOSECONDS);
        if (age.isPresent() && age.getAsLong() > System.nanoTime() - gapEnd) {
            renewed.incrementAndGet();
            Future.fromCompletionStage(cache.refresh(key))
                    .onComplete(_ -> renewed.decrementAndGet());
        }
    }

    private static <K> void forgetUnknown(LoadingCache<K, LinkLookup> cache) {
        cache.asMap()
                .forEach((key, lookup) -> {
                    if (!(lookup instanceof LinkLookup.Found)) {
                        cache.invalidate(key);
                    }
                });
    }

    private void refresh(LinkChange change) {
        switch (change) {
            case LinkChange.OfLink(LinkId id) -> refreshWhere(link -> link.id().equals(id));
            case LinkChange.OfOffer(OfferId offer) ->
                    refreshWhere(link -> link.offer().equals(offer));
        }
    }

    private void refreshWhere(Predicate<Link> changed) {
        refreshWhere(byId.synchronous(), changed);
        refreshWhere(byAlias.synchronous(), changed);
    }

    private static <K> void refreshWhere(
            LoadingCache<K, LinkLookup> cache, Predicate<Link> changed) {
        cache.asMap()
                .forEach((key, lookup) -> {
                    if (!(lookup instanceof LinkLookup.Found(Link link))) {
                        cache.invalidate(key);
                    } else if (changed.test(link)) {
                        cache.refresh(key);
                    }
                });
    }

    private Future<LinkLookup> lookup(CompletableFuture<LinkLookup> answer) {
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }

    private static @Nullable LinkLookup done(@Nullable CompletableFuture<LinkLookup> answer) {
        return answer == null || !answer.isDone() ? null : answer.resultNow();
    }

    private static <K> AsyncLoadingCache<K, LinkLookup> cache(
            LinkSettings settings, AsyncCacheLoader<K, LinkLookup> loader) {
        return Caffeine.newBuilder()
                .maximumSize(settings.cacheSize())
                .expireAfter(Expiry.<K, LinkLookup>writing((_, found) -> life(settings, found)))
                .refreshAfterWrite(settings.refresh())
                .buildAsync(loader);
    }

    private static Duration life(LinkSettings settings, LinkLookup lookup) {
        return switch (lookup) {
            case LinkLookup.Found _ -> settings.stale();
            case LinkLookup.Unknown _ -> settings.unknown();
            case LinkLookup.Unreachable _ -> AT_ONCE;
        };
    }

    private Future<LinkLookup> fromPostgres(LinkId id) {
        return bounded(select.byId(id)).onSuccess(this::share);
    }

    private static <T> Future<T> bounded(Future<T> query) {
        return query.timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void share(LinkLookup lookup) {
        if (lookup instanceof LinkLookup.Found(Link link)) {
            shared.put(link).onFailure(e -> log.debug("link not shared", e));
        }
    }

    /// What Redis holds serves if it can be believed, or if there is nothing better.
    private Future<LinkLookup> current(LinkId id, @Nullable Link link) {
        if (link == null) {
            return fromPostgres(id);
        }
        LinkLookup shared = new LinkLookup.Found(link);
        return catchingUp || changedLately(link)
                ? fromPostgres(id).otherwise(shared)
                : Future.succeededFuture(shared);
    }

    /// What Redis holds of such a link may be older than the change.
    private boolean changedLately(Link link) {
        return lately.getIfPresent(new LinkChange.OfLink(link.id())) != null
                || lately.getIfPresent(new LinkChange.OfOffer(link.offer())) != null;
    }

    private LinkLookup keep(LinkLookup old, Throwable e) {
        if (outdated.compareAndSet(false, true)) {
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("links can't be read again, those in memory serve on");
        }
        return old;
    }

    private LinkLookup renewed(LinkLookup found) {
        if (outdated.compareAndSet(true, false)) {
            log.info("links are read again");
        }
        return found;
    }

    private final class FromRedisThenPostgres implements AsyncCacheLoader<LinkId, LinkLookup> {

        @Override
        public CompletableFuture<LinkLookup> asyncLoad(LinkId id, Executor executor) {
            return shared.find(id)
                    .otherwiseEmpty()
                    .compose(link -> current(id, link))
                    .otherwise(LinkLookup.UNREACHABLE)
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        @Override
        public CompletableFuture<LinkLookup> asyncReload(
                LinkId id, LinkLookup old, Executor executor) {
            return fromPostgres(id)
                    .map(Links.this::renewed)
                    .otherwise(e -> keep(old, e))
                    .toCompletionStage()
                    .toCompletableFuture();
        }
    }

    private final class AliasFromPostgres implements AsyncCacheLoader<String, LinkLookup> {

        @Override
        public CompletableFuture<LinkLookup> asyncLoad(String alias, Executor executor) {
            return bounded(select.byAlias(alias))
                    .otherwise(LinkLookup.UNREACHABLE)
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        @Override
        public CompletableFuture<LinkLookup> asyncReload(
                String alias, LinkLookup old, Executor executor) {
            return bounded(select.byAlias(alias))
                    .map(Links.this::renewed)
                    .otherwise(e -> keep(old, e))
                    .toCompletionStage()
                    .toCompletableFuture();
        }
    }
}
