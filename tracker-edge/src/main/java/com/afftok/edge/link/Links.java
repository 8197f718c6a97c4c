package com.afftok.edge.link;

import com.afftok.edge.link.EdgeCache.Began;
import com.afftok.edge.link.SelectAccounts.Account;
import com.afftok.edge.link.SelectLinks.Whole;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.LinkChange;
import com.afftok.shared.link.SharedLinks;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The links in memory. Their offers, and whether accounts are active, are cached apart from them.
/// A change of an offer or an account therefore replaces one entry and is effective on all its
/// links immediately.
///
/// A link that isn't in memory is read together with its offer and accounts.
public final class Links {

    private static final Logger log = LoggerFactory.getLogger(Links.class);

    private final Vertx vertx;
    private final Redis redis;
    private final LinkSettings settings;
    private final InstantSource clock;
    private final LongAdder queries = new LongAdder();
    private final SelectLinks select;
    private final int preloaded;
    private final Rereads rereads;
    private final FollowChanges<LinkChange> follow =
            new FollowChanges<>(this::readAgain, this::tooManyChanges);
    private final EdgeCache<LinkId, Link> links;
    private final EdgeCache<OfferId, Offer> offers;
    private final EdgeCache<AccountId, Account> accounts;
    private final EdgeCache<String, LinkId> aliases;

    public Links(Vertx vertx, Pool pool, Redis redis, LinkSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.select = new SelectLinks(pool);
        this.preloaded = Math.min(settings.preloaded(), settings.cacheSize());
        this.rereads = new Rereads(vertx, settings.refresh(), settings.longestLookup());
        this.redis = redis;
        this.settings = settings;
        this.clock = clock;
        SelectOffers selectOffers = new SelectOffers(pool);
        SelectAccounts selectAccounts = new SelectAccounts(pool);
        SelectAliases selectAliases = new SelectAliases(pool);
        this.offers =
                cache(
                        (ids, _) -> selectOffers.execute(ids),
                        SharedLinks::offerKey,
                        Offer::json,
                        Offer::from);
        this.accounts =
                cache(
                        (ids, _) -> selectAccounts.execute(ids),
                        SharedLinks::accountKey,
                        Account::json,
                        Account::from);
        this.links =
                cache(
                        this::readWhole,
                        SharedLinks::linkKey,
                        Link::json,
                        json -> sharing(Link.from(json)));
        this.aliases =
                cache(
                        (names, _) -> {
                            queries.increment();
                            return selectAliases.execute(names);
                        },
                        SharedLinks::aliasKey,
                        link -> new JsonObject().put("link", link.value()),
                        json -> new LinkId(json.getLong("link")));
    }

    private <K, V> EdgeCache<K, V> cache(
            EdgeCache.Select<K, V> read,
            Function<K, String> name,
            Function<V, JsonObject> write,
            Function<JsonObject, V> parse) {
        return new EdgeCache<>(
                read,
                new RedisEntries<>(redis, clock, settings, name, write, parse),
                rereads,
                clock,
                settings);
    }

    public void bind(MeterRegistry registry) {
        FunctionCounter.builder("afftok_link_queries", queries, LongAdder::sum)
                .description("Questions to PostgreSQL for links or aliases")
                .register(registry);
        unreadable(registry, "postgres", EdgeCache::unreadable);
        unreadable(registry, "redis", EdgeCache::unreadableInRedis);
    }

    private void unreadable(
            MeterRegistry registry, String place, ToLongFunction<EdgeCache<?, ?>> count) {
        FunctionCounter.builder(
                        "afftok_link_unreadable",
                        this, // the registry holds its object weakly
                        all -> all.caches().mapToLong(count).sum())
                .description("Rows and entries of links, offers, accounts and aliases not parsed")
                .tag("place", place)
                .register(registry);
    }

    private Stream<EdgeCache<?, ?>> caches() {
        return Stream.of(links, offers, accounts, aliases);
    }

    /// Reads the most clicked links into memory, with their offers, accounts and aliases. Never
    /// fails: a link that can't be read now is read when it is clicked.
    public Future<Void> preload() {
        if (preloaded == 0) {
            return Future.succeededFuture();
        }
        Began began = links.begin();
        return select.hottest(preloaded)
                .timeout(EdgeCache.LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>map(hottest -> {
                    keep(hottest.rows().values(), began);
                    share(hottest.rows().values(), began);
                    log.atInfo()
                            .addKeyValue("links", hottest.rows().size())
                            .log("hottest links in memory");
                    return null;
                })
                .onFailure(e ->
                        log.atWarn()
                                .addKeyValue("cause", e.toString())
                                .log("hottest links not read, started without"))
                .otherwiseEmpty();
    }

    /// The link in memory; null if a part of it must be looked up.
    public @Nullable LinkLookup known(LinkId id) {
        long now = System.nanoTime();
        Link link = links.known(id, now);
        if (link == null) {
            return links.isUnknown(id) ? LinkLookup.UNKNOWN : null;
        }
        Offer offer = offers.known(link.offer(), now);
        Account promoter = accounts.known(link.promoter(), now);
        Account advertiser = accounts.known(link.advertiser(), now);
        return offer == null || promoter == null || advertiser == null
                ? null
                : found(link, offer, promoter, advertiser);
    }

    public @Nullable LinkLookup known(String alias) {
        LinkId id = aliases.known(alias, System.nanoTime());
        if (id == null) {
            return aliases.isUnknown(alias) ? LinkLookup.UNKNOWN : null;
        }
        return known(id);
    }

    /// Never fails: if neither Redis nor PostgreSQL can be asked, the result is
    /// [LinkLookup.Unreachable]. Completes on the caller's context.
    public Future<LinkLookup> find(LinkId id) {
        return here(whole(id));
    }

    public Future<LinkLookup> find(String alias) {
        return here(
                aliases.find(alias)
                        .compose(id ->
                                id == null
                                        ? Future.succeededFuture(LinkLookup.UNKNOWN)
                                        : whole(id)));
    }

    /// Rereads a changed entry if it is in memory. The old one is served until then.
    void changed(LinkChange change) {
        switch (change) {
            case LinkChange.OfLink(LinkId id) -> links.hear(id);
            case LinkChange.OfOffer(OfferId offer) -> offers.hear(offer);
            case LinkChange.OfAccount(AccountId account) -> accounts.hear(account);
            case LinkChange.OfAlias(String alias) -> aliases.hear(alias);
        }
        follow.add(change);
    }

    /// Any entry may have changed until now: for a while, each one is reread when it is used.
    void missedChanges() {
        rereads.miss();
        links.forgetUnknown();
        aliases.forgetUnknown();
    }

    private void tooManyChanges() {
        log.warn("too many link changes wait, links are read again when clicked");
        missedChanges();
    }

    private Future<?> readAgain(Set<LinkChange> changes) {
        Set<LinkId> ofLinks = new HashSet<>();
        Set<OfferId> ofOffers = new HashSet<>();
        Set<AccountId> ofAccounts = new HashSet<>();
        Set<String> ofAliases = new HashSet<>();
        for (LinkChange change : changes) {
            switch (change) {
                case LinkChange.OfLink(LinkId id) -> ofLinks.add(id);
                case LinkChange.OfOffer(OfferId offer) -> ofOffers.add(offer);
                case LinkChange.OfAccount(AccountId account) -> ofAccounts.add(account);
                case LinkChange.OfAlias(String alias) -> ofAliases.add(alias);
            }
        }
        return Future.all(
                links.readAgain(ofLinks),
                offers.readAgain(ofOffers),
                accounts.readAgain(ofAccounts),
                aliases.readAgain(ofAliases));
    }

    private Future<LinkLookup> whole(LinkId id) {
        return links.find(id)
                .compose(link ->
                        link == null ? Future.succeededFuture(LinkLookup.UNKNOWN) : whole(link));
    }

    private Future<LinkLookup> whole(Link link) {
        Future<@Nullable Offer> offer = offers.find(link.offer());
        Future<@Nullable Account> promoter = accounts.find(link.promoter());
        Future<@Nullable Account> advertiser = accounts.find(link.advertiser());
        return Future.all(offer, promoter, advertiser)
                .map(_ -> found(link, offer.result(), promoter.result(), advertiser.result()));
    }

    private static LinkLookup found(
            Link link,
            @Nullable Offer offer,
            @Nullable Account promoter,
            @Nullable Account advertiser) {
        return offer == null || promoter == null || advertiser == null
                ? LinkLookup.UNKNOWN
                : new LinkLookup.Found(link, offer, promoter.active() && advertiser.active());
    }

    private Future<LinkLookup> here(Future<LinkLookup> lookup) {
        return Future.fromCompletionStage(
                lookup.otherwise(LinkLookup.UNREACHABLE).toCompletionStage(),
                vertx.getOrCreateContext());
    }

    private Future<Selected<LinkId, Link>> readWhole(List<LinkId> ids, Began began) {
        queries.increment();
        return select.execute(ids).map(read -> read.map((_, whole) -> take(whole, began)));
    }

    private Link take(Whole whole, Began began) {
        offers.take(whole.offer().id(), whole.offer(), began);
        accounts.take(whole.promoter().id(), whole.promoter(), began);
        accounts.take(whole.advertiser().id(), whole.advertiser(), began);
        return sharing(whole.link());
    }

    /// Stores links with their offers, accounts and aliases in memory.
    void keep(Collection<Whole> all, Began began) {
        for (Whole whole : all) {
            offers.keep(whole.offer().id(), whole.offer(), began);
            accounts.keep(whole.promoter().id(), whole.promoter(), began);
            accounts.keep(whole.advertiser().id(), whole.advertiser(), began);
            Link link = links.keep(whole.link().id(), sharing(whole.link()), began);
            if (link.alias() != null) {
                aliases.keep(link.alias(), link.id(), began);
            }
        }
    }

    private void share(Collection<Whole> all, Began began) {
        Map<LinkId, Link> ofLinks = new HashMap<>();
        Map<OfferId, Offer> ofOffers = new HashMap<>();
        Map<AccountId, Account> ofAccounts = new HashMap<>();
        Map<String, LinkId> ofAliases = new HashMap<>();
        for (Whole whole : all) {
            Link link = whole.link();
            ofLinks.put(link.id(), link);
            ofOffers.put(link.offer(), whole.offer());
            ofAccounts.put(link.promoter(), whole.promoter());
            ofAccounts.put(link.advertiser(), whole.advertiser());
            if (link.alias() != null) {
                ofAliases.put(link.alias(), link.id());
            }
        }
        Future<?> _ =
                offers.share(ofOffers, began)
                        .compose(_ -> accounts.share(ofAccounts, began))
                        .compose(_ -> links.share(ofLinks, began))
                        .compose(_ -> aliases.share(ofAliases, began));
    }

    /// The link with the id objects that memory has of its offer and accounts, so that a million
    /// links don't hold a million copies.
    private Link sharing(Link link) {
        Offer offer = offers.held(link.offer());
        Account promoter = accounts.held(link.promoter());
        Account advertiser = accounts.held(link.advertiser());
        return link.with(
                offer == null ? link.offer() : offer.id(),
                promoter == null ? link.promoter() : promoter.id(),
                advertiser == null ? link.advertiser() : advertiser.id());
    }

    /// Reads from PostgreSQL the links of aliases.
    private record SelectAliases(Pool pool) {

        private static final String SQL = "select alias, id from user_offers where alias = any($1)";

        Future<Selected<String, LinkId>> execute(List<String> aliases) {
            return pool.preparedQuery(SQL)
                    .execute(Tuple.of((Object) aliases.toArray(String[]::new)))
                    .map(rows ->
                            Selected.of(
                                    rows,
                                    row -> row.getString("alias"),
                                    row -> new LinkId(row.getLong("id"))));
        }
    }
}
