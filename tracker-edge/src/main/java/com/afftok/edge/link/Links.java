package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.link.LinkChange;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links that this edge knows: memory first, then Redis, then PostgreSQL.
///
/// Concurrent misses of one link share one look-up. An entry older than the refresh time is read
/// again from PostgreSQL in the background while the old one goes on serving; when PostgreSQL can't
/// be asked, the old one serves on, for as long as it takes. An unknown link is remembered for a
/// short while only, so that a link made a moment ago works, and is never refreshed. A change makes
/// an edge look at what the change names, and at nothing else.
public final class Links {

    static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

    /// How long a redirect waits for PostgreSQL where Redis has something older to say.
    static final Duration BETTER_WITHIN = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(Links.class);

    private static final int AT_A_TIME = 1000;
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final Vertx vertx;
    private final InstantSource clock;
    private final LongAdder queries = new LongAdder();
    private final SelectLink select;
    private final SelectLinks selectMany;
    private final SelectHotLinks hot;
    private final int preloaded;
    private final RedisLinks shared;
    private final RecentChanges changes;
    private final Reread reread = new Reread();
    private final FollowChanges follow = new FollowChanges(this::readAgain, this::tooManyChanges);
    private final AsyncLoadingCache<LinkId, LinkLookup> byId;
    private final Aliases aliases;

    public Links(Vertx vertx, Pool pool, Redis redis, LinkSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.select = new SelectLink(pool, queries);
        this.selectMany = new SelectLinks(pool);
        this.hot = new SelectHotLinks(pool);
        this.preloaded = Math.min(settings.preloaded(), settings.cacheSize());
        this.shared = new RedisLinks(redis, clock, settings);
        this.changes =
                new RecentChanges(
                        vertx, settings.refresh(), settings.redisTimeout().plus(LOOKUP_TIMEOUT));
        this.byId =
                Caffeine.newBuilder()
                        .maximumSize(settings.cacheSize())
                        .expireAfter(
                                Expiry.<LinkId, LinkLookup>writing(
                                        (_, lookup) -> life(settings, lookup)))
                        .refreshAfterWrite(settings.refresh())
                        .buildAsync(new FromRedisThenPostgres());
        this.aliases =
                new Aliases(
                        vertx,
                        new SelectAlias(pool, queries),
                        shared,
                        changes,
                        follow,
                        reread,
                        clock,
                        settings);
    }

    /// Takes the hottest links into memory, with their aliases. Never fails: what can't be read now
    /// is read when it is clicked.
    public Future<Void> preload() {
        if (preloaded == 0) {
            return Future.succeededFuture();
        }
        long read = clock.millis();
        return bounded(hot.execute(preloaded))
                .onSuccess(links -> {
                    links.forEach(this::take);
                    shared.putAbsent(links, read);
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
        CompletableFuture<LinkLookup> lookup = byId.getIfPresent(id);
        if (lookup == null || !lookup.isDone()) {
            return null;
        }
        changes.renew(byId.synchronous(), id);
        return lookup.resultNow();
    }

    public @Nullable LinkLookup known(String alias) {
        return switch (aliases.known(alias)) {
            case AliasLookup.Leads(LinkId id) -> known(id);
            case AliasLookup.Nowhere _ -> LinkLookup.UNKNOWN;
            case AliasLookup.Unreachable _ -> null;
            case null -> null;
        };
    }

    /// Never fails: what can't be asked is [LinkLookup.Unreachable]. Completes on the caller's
    /// context.
    public Future<LinkLookup> find(LinkId id) {
        return here(byId.get(id));
    }

    public Future<LinkLookup> find(String alias) {
        return here(
                aliases.find(alias)
                        .thenCompose(lookup ->
                                switch (lookup) {
                                    case AliasLookup.Leads(LinkId id) -> byId.get(id);
                                    case AliasLookup.Nowhere _ -> completed(LinkLookup.UNKNOWN);
                                    case AliasLookup.Unreachable _ ->
                                            completed(LinkLookup.UNREACHABLE);
                                }));
    }

    /// Has what was changed read again, where this edge knows it. The old serves until the new is
    /// there.
    void changed(LinkChange change) {
        changes.hear(change);
        follow.add(change);
    }

    /// Anything may have been changed until now: for a while, what is clicked is read again.
    void missedChanges() {
        changes.miss();
        byId.synchronous()
                .asMap()
                .values()
                .removeIf(lookup -> !(lookup instanceof LinkLookup.Found));
        aliases.forgetUnknown();
    }

    /// How often PostgreSQL was asked for a single link or alias.
    long queries() {
        return queries.sum();
    }

    private void tooManyChanges() {
        log.warn("too many link changes wait, links are read again when clicked");
        Future<?> _ =
                vertx.executeBlocking(
                        () -> {
                            missedChanges();
                            return true;
                        },
                        false);
    }

    private Future<?> readAgain(Set<LinkChange> changed) {
        return vertx.executeBlocking(() -> named(changed), false)
                .compose(ids -> readAgain(Objects.requireNonNull(ids), 0))
                .compose(_ -> aliases.readAgain(changed))
                .onFailure(e -> log.error("link changes can't be followed", e))
                .otherwiseEmpty();
    }

    /// The links in memory that the changes name. A look-up that is under way may bring what was
    /// before the change, so its link is read again after it.
    private List<LinkId> named(Set<LinkChange> changed) {
        List<LinkId> ids = new ArrayList<>();
        boolean ofMany = false;
        for (LinkChange change : changed) {
            switch (change) {
                case LinkChange.OfLink(LinkId id) -> {
                    if (byId.asMap().containsKey(id)) {
                        ids.add(id);
                    }
                }
                case LinkChange.OfOffer _, LinkChange.OfAccount _ -> ofMany = true;
                case LinkChange.OfAlias _ -> {}
            }
        }
        if (ofMany) {
            byId.asMap()
                    .forEach((id, lookup) -> {
                        if (!lookup.isDone()) {
                            CompletableFuture<Void> _ =
                                    lookup.thenAccept(found -> {
                                        if (isNamed(found, changed)) {
                                            follow.add(new LinkChange.OfLink(id));
                                        }
                                    });
                        } else if (isNamed(lookup.resultNow(), changed)) {
                            ids.add(id);
                        }
                    });
        }
        return ids;
    }

    private static boolean isNamed(LinkLookup lookup, Set<LinkChange> changed) {
        return lookup instanceof LinkLookup.Found(Link link)
                && (changed.contains(new LinkChange.OfOffer(link.offer()))
                        || changed.contains(new LinkChange.OfAccount(link.promoter()))
                        || changed.contains(new LinkChange.OfAccount(link.advertiser())));
    }

    /// However many they are, PostgreSQL hears one statement at a time. Where it can't be asked,
    /// the rest is read again when it is clicked.
    private Future<?> readAgain(List<LinkId> ids, int from) {
        if (from >= ids.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(ids.size(), from + AT_A_TIME);
        long read = clock.millis();
        Future<Boolean> again =
                bounded(selectMany.execute(ids.subList(from, to)))
                        .map(links -> {
                            for (Link link : links) {
                                byId.put(link.id(), completed(new LinkLookup.Found(link)));
                                shared.put(link, read);
                            }
                            return true;
                        });
        return Future.fromCompletionStage(reread.orElse(false, again))
                .compose(done -> {
                    if (done) {
                        return readAgain(ids, to);
                    }
                    changes.miss();
                    return Future.succeededFuture();
                });
    }

    private void take(SelectHotLinks.HotLink hot) {
        LinkId id = hot.link().id();
        byId.put(id, completed(new LinkLookup.Found(hot.link())));
        if (hot.alias() != null) {
            aliases.put(hot.alias(), id);
        }
    }

    private <T> Future<T> here(CompletableFuture<T> answer) {
        return Future.fromCompletionStage(answer, vertx.getOrCreateContext());
    }

    private static CompletableFuture<LinkLookup> completed(LinkLookup lookup) {
        return CompletableFuture.completedFuture(lookup);
    }

    private static Duration life(LinkSettings settings, LinkLookup lookup) {
        return switch (lookup) {
            case LinkLookup.Found _ -> settings.stale();
            case LinkLookup.Unknown _ -> settings.unknown();
            case LinkLookup.Unreachable _ -> AT_ONCE;
        };
    }

    private Future<LinkLookup> fromPostgres(LinkId id) {
        long read = clock.millis();
        return bounded(select.execute(id))
                .onSuccess(lookup -> {
                    if (lookup instanceof LinkLookup.Found(Link link)) {
                        shared.put(link, read);
                    }
                });
    }

    private static <T> Future<T> bounded(Future<T> query) {
        return query.timeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What Redis holds serves if it can be believed, or if there is nothing better soon.
    private Future<LinkLookup> current(LinkId id, RedisLinks.@Nullable Entry<Link> entry) {
        if (entry == null) {
            return fromPostgres(id);
        }
        LinkLookup found = new LinkLookup.Found(entry.content());
        return entry.fresh() && !changes.doubt(entry.content())
                ? Future.succeededFuture(found)
                : fromPostgres(id)
                        .timeout(BETTER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwise(found);
    }

    private final class FromRedisThenPostgres implements AsyncCacheLoader<LinkId, LinkLookup> {

        @Override
        public CompletableFuture<LinkLookup> asyncLoad(LinkId id, Executor executor) {
            return shared.find(id)
                    .otherwiseEmpty()
                    .compose(entry -> current(id, entry))
                    .otherwise(LinkLookup.UNREACHABLE)
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        @Override
        public CompletableFuture<LinkLookup> asyncReload(
                LinkId id, LinkLookup old, Executor executor) {
            return reread.orElse(old, fromPostgres(id).onFailure(_ -> shared.keep(id)));
        }
    }
}
