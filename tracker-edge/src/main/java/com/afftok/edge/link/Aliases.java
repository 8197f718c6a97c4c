package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.link.LinkChange;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Which links the aliases lead to: memory first, then Redis, then PostgreSQL, as with [Links].
///
/// Anybody can ask for aliases that nobody has. They are remembered for a short while, by this edge
/// alone and beside those that lead somewhere, so that a flood of them crowds out only each other.
final class Aliases {

    private static final int UNKNOWN = 1 << 16;
    private static final int AT_A_TIME = 32;
    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final Vertx vertx;
    private final SelectAlias select;
    private final RedisLinks shared;
    private final RecentChanges changes;
    private final FollowChanges follow;
    private final Reread reread;
    private final InstantSource clock;
    private final AsyncLoadingCache<String, AliasLookup> leading;
    private final Cache<String, Boolean> unknown;

    Aliases(
            Vertx vertx,
            SelectAlias select,
            RedisLinks shared,
            RecentChanges changes,
            FollowChanges follow,
            Reread reread,
            InstantSource clock,
            LinkSettings settings) {
        this.vertx = vertx;
        this.select = select;
        this.shared = shared;
        this.changes = changes;
        this.follow = follow;
        this.reread = reread;
        this.clock = clock;
        this.leading =
                Caffeine.newBuilder()
                        .maximumSize(settings.cacheSize())
                        .expireAfter(
                                Expiry.<String, AliasLookup>writing(
                                        (_, lookup) -> life(settings, lookup)))
                        .refreshAfterWrite(settings.refresh())
                        .buildAsync(new FromRedisThenPostgres());
        this.unknown =
                Caffeine.newBuilder()
                        .maximumSize(UNKNOWN)
                        .expireAfterWrite(settings.unknown())
                        .build();
    }

    /// What memory holds of the alias; null when it must be looked up.
    @Nullable AliasLookup known(String alias) {
        CompletableFuture<AliasLookup> lookup = leading.getIfPresent(alias);
        if (lookup != null && lookup.isDone()) {
            changes.renew(leading.synchronous(), alias);
            return lookup.resultNow();
        }
        return unknown.getIfPresent(alias) == null ? null : AliasLookup.NOWHERE;
    }

    /// Never fails: what can't be asked is [AliasLookup.Unreachable].
    CompletableFuture<AliasLookup> find(String alias) {
        return leading.get(alias);
    }

    void put(String alias, LinkId link) {
        leading.put(alias, CompletableFuture.completedFuture(new AliasLookup.Leads(link)));
    }

    /// Reads again the aliases that this edge knows among those that were changed, and those that
    /// led to a changed link, which may have lost them.
    Future<?> readAgain(Set<LinkChange> changed) {
        return vertx.executeBlocking(() -> named(changed), false)
                .compose(named -> readAgain(Objects.requireNonNull(named), 0));
    }

    /// A look-up that is under way may bring what was before the change: its alias is read again
    /// after it.
    private List<String> named(Set<LinkChange> changed) {
        List<String> aliases = new ArrayList<>();
        boolean ofLinks = false;
        for (LinkChange change : changed) {
            switch (change) {
                case LinkChange.OfAlias(String alias) -> {
                    unknown.invalidate(alias);
                    if (leading.asMap().containsKey(alias)) {
                        aliases.add(alias);
                    }
                }
                case LinkChange.OfLink _ -> ofLinks = true;
                case LinkChange.OfOffer _, LinkChange.OfAccount _ -> {}
            }
        }
        if (ofLinks) {
            leading.asMap()
                    .forEach((alias, lookup) -> {
                        if (!lookup.isDone()) {
                            CompletableFuture<Void> _ =
                                    lookup.thenAccept(found -> {
                                        if (leadsToOne(found, changed)) {
                                            follow.add(new LinkChange.OfAlias(alias));
                                        }
                                    });
                        } else if (leadsToOne(lookup.resultNow(), changed)) {
                            aliases.add(alias);
                        }
                    });
        }
        return aliases;
    }

    private static boolean leadsToOne(AliasLookup lookup, Set<LinkChange> changed) {
        return lookup instanceof AliasLookup.Leads(LinkId link)
                && changed.contains(new LinkChange.OfLink(link));
    }

    private Future<?> readAgain(List<String> aliases, int from) {
        if (from >= aliases.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(aliases.size(), from + AT_A_TIME);
        return Future.all(aliases.subList(from, to).stream().map(this::readAgain).toList())
                .compose(_ -> readAgain(aliases, to));
    }

    /// What is put replaces a refresh that is under way.
    private Future<?> readAgain(String alias) {
        Future<Boolean> again =
                fromPostgres(alias, true)
                        .map(lookup -> {
                            leading.put(alias, CompletableFuture.completedFuture(lookup));
                            return true;
                        });
        return Future.fromCompletionStage(reread.orElse(false, again))
                .onSuccess(done -> {
                    if (!done) {
                        changes.miss();
                    }
                });
    }

    void forgetUnknown() {
        unknown.invalidateAll();
    }

    private static Duration life(LinkSettings settings, AliasLookup lookup) {
        return switch (lookup) {
            case AliasLookup.Leads _ -> settings.stale();
            case AliasLookup.Nowhere _, AliasLookup.Unreachable _ -> AT_ONCE;
        };
    }

    /// @param wasShared Redis may hold the alias, which nobody may believe once it leads nowhere
    private Future<AliasLookup> fromPostgres(String alias, boolean wasShared) {
        long read = clock.millis();
        return select.execute(alias)
                .timeout(Links.LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(lookup -> {
                    switch (lookup) {
                        case AliasLookup.Leads(LinkId link) -> shared.putAlias(alias, link, read);
                        case AliasLookup.Nowhere _ -> {
                            unknown.put(alias, true);
                            if (wasShared) {
                                shared.removeAlias(alias);
                            }
                        }
                        case AliasLookup.Unreachable _ -> {}
                    }
                });
    }

    /// What Redis holds serves if it can be believed, or if there is nothing better.
    private Future<AliasLookup> current(String alias, RedisLinks.@Nullable Entry<LinkId> entry) {
        if (entry == null) {
            return fromPostgres(alias, false);
        }
        AliasLookup leads = new AliasLookup.Leads(entry.content());
        return entry.fresh() && !changes.doubt(alias, entry.content())
                ? Future.succeededFuture(leads)
                : fromPostgres(alias, true)
                        .timeout(Links.BETTER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwise(leads);
    }

    private final class FromRedisThenPostgres implements AsyncCacheLoader<String, AliasLookup> {

        @Override
        public CompletableFuture<AliasLookup> asyncLoad(String alias, Executor executor) {
            return shared.findAlias(alias)
                    .otherwiseEmpty()
                    .compose(entry -> current(alias, entry))
                    .otherwise(AliasLookup.UNREACHABLE)
                    .toCompletionStage()
                    .toCompletableFuture();
        }

        @Override
        public CompletableFuture<AliasLookup> asyncReload(
                String alias, AliasLookup old, Executor executor) {
            return reread.orElse(old, fromPostgres(alias, true));
        }
    }
}
