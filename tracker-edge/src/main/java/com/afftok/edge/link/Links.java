package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
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
        this.changes = new RecentChanges(vertx, settings.refresh(), LOOKUP_TIMEOUT);
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
                        new SelectAlias(pool, queries), shared, changes, reread, clock, settings);
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

    /// Reads what was changed again, where this edge knows it. The old serves until the new is
    /// there. A look-up that was under way when the change was made may have brought the old, so it
    /// is done twice. Not to be called on an event loop.
    void changed(LinkChange change) {
        changes.hear(change);
        readAgain(change);
        vertx.setTimer(
                RecentChanges.SECOND_LOOK.toMillis(),
                _ ->
                        vertx.executeBlocking(() -> {
                            readAgain(change);
                            return true;
                        }));
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

    private void readAgain(LinkChange change) {
        switch (change) {
            case LinkChange.OfLink(LinkId id) -> {
                if (byId.getIfPresent(id) != null) {
                    byId.synchronous().refresh(id);
                }
                aliases.changed(id);
            }
            case LinkChange.OfOffer(OfferId offer) ->
                    readAgain(known(link -> link.offer().equals(offer)));
            case LinkChange.OfUser(UserId user) ->
                    readAgain(
                            known(link ->
                                    link.promoter().equals(user)
                                            || link.advertiser().equals(user)));
            case LinkChange.OfAlias(String alias) -> aliases.changed(alias);
        }
    }

    private List<LinkId> known(Predicate<Link> wanted) {
        List<LinkId> ids = new ArrayList<>();
        byId.synchronous()
                .asMap()
                .forEach((id, lookup) -> {
                    if (lookup instanceof LinkLookup.Found(Link link) && wanted.test(link)) {
                        ids.add(id);
                    }
                });
        return ids;
    }

    /// However many they are, PostgreSQL hears one statement at a time.
    private void readAgain(List<LinkId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        int some = Math.min(ids.size(), AT_A_TIME);
        long read = clock.millis();
        Future<Boolean> again =
                bounded(selectMany.execute(ids.subList(0, some)))
                        .map(links -> {
                            for (Link link : links) {
                                byId.put(link.id(), completed(new LinkLookup.Found(link)));
                                shared.put(link, read);
                            }
                            return true;
                        });
        CompletableFuture<Void> _ =
                reread.orElse(false, again)
                        .thenAccept(done -> {
                            if (done) {
                                readAgain(ids.subList(some, ids.size()));
                            }
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
