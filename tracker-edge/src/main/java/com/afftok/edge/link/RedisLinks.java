package com.afftok.edge.link;

import com.afftok.edge.redis.Ask;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.SharedLinks;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Links and their aliases as all edges share them: so that a new edge doesn't ask PostgreSQL for
/// each, and has something to go by where PostgreSQL can't be asked.
///
/// The entry of an alias is the id of its link. Each entry, named as in [SharedLinks], has the time
/// at which it was read from PostgreSQL. An entry with a time in the future comes from an edge with
/// a fast clock: beyond a small clock skew it is stale, and any edge replaces it.
final class RedisLinks {

    private static final Logger log = LoggerFactory.getLogger(RedisLinks.class);

    /// Raised with every change of what the entry of a link holds.
    private static final int VERSION = 2;

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final int AT_A_TIME = 500;
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    /// Keys: the entry. Arguments: the entry, when it was read, how long it lives, a pattern that
    /// finds the time in an entry, and the latest time that is believed. A read that ended late
    /// replaces none that began after it.
    private static final String PUT =
            """
            local held = redis.call('GET', KEYS[1])
            local read = held and tonumber(string.match(held, ARGV[4]))
            if read and read > tonumber(ARGV[2]) and read <= tonumber(ARGV[5]) then
              return 0
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
            return 1
            """;

    private static final String READ_OF_LINK = "\"read\":(%d+)";
    private static final String READ_OF_ALIAS = " (%d+)$";

    private final Ask ask;
    private final InstantSource clock;
    private final Duration fresh;
    private final Duration life;

    /// What Redis holds.
    ///
    /// @param fresh it is so young that it is believed without asking PostgreSQL
    record Entry<T>(T content, boolean fresh) {}

    RedisLinks(Redis redis, InstantSource clock, LinkSettings settings) {
        this.ask = new Ask(redis, settings.redisTimeout());
        this.clock = clock;
        this.fresh = settings.refresh();
        this.life = settings.shared();
    }

    /// The link, or a null where Redis doesn't have it.
    Future<@Nullable Entry<Link>> find(LinkId id) {
        return get(SharedLinks.key(id)).map(this::decode);
    }

    /// Where the alias leads, or a null where Redis doesn't have it.
    Future<@Nullable Entry<LinkId>> findAlias(String alias) {
        return get(SharedLinks.aliasKey(alias)).map(this::decodeAlias);
    }

    void put(Link link, long readMillis) {
        put(SharedLinks.key(link.id()), encode(link, readMillis), readMillis, READ_OF_LINK);
    }

    void putAlias(String alias, LinkId link, long readMillis) {
        put(
                SharedLinks.aliasKey(alias),
                link.value() + " " + readMillis,
                readMillis,
                READ_OF_ALIAS);
    }

    /// Shares what isn't there yet, a bounded number at a time.
    Future<?> putAbsent(List<SelectHotLinks.HotLink> links, long readMillis) {
        if (links.isEmpty()) {
            return Future.succeededFuture();
        }
        int some = Math.min(links.size(), AT_A_TIME);
        List<Request> requests = new ArrayList<>();
        for (SelectHotLinks.HotLink hot : links.subList(0, some)) {
            Link link = hot.link();
            requests.add(set(SharedLinks.key(link.id()), encode(link, readMillis)).arg("NX"));
            if (hot.alias() != null) {
                String leads = link.id().value() + " " + readMillis;
                requests.add(set(SharedLinks.aliasKey(hot.alias()), leads).arg("NX"));
            }
        }
        return ask.within(TOGETHER)
                .all(requests)
                .onFailure(RedisLinks::notShared)
                .compose(_ -> putAbsent(links.subList(some, links.size()), readMillis));
    }

    /// Lets a link live on that can't be read again.
    void keep(LinkId id) {
        ask.maybe(Request.cmd(Command.PEXPIRE).arg(SharedLinks.key(id)).arg(life.toMillis()))
                .onFailure(RedisLinks::notShared);
    }

    void removeAlias(String alias) {
        ask.maybe(Request.cmd(Command.DEL).arg(SharedLinks.aliasKey(alias)))
                .onFailure(RedisLinks::notShared);
    }

    private Future<@Nullable Response> get(String key) {
        return ask.maybe(Request.cmd(Command.GET).arg(key));
    }

    private void put(String key, String entry, long readMillis, String pattern) {
        ask.maybe(
                        Request.cmd(Command.EVAL)
                                .arg(PUT)
                                .arg(1)
                                .arg(key)
                                .arg(entry)
                                .arg(readMillis)
                                .arg(life.toMillis())
                                .arg(pattern)
                                .arg(clock.millis() + CLOCK_SKEW.toMillis()))
                .onFailure(RedisLinks::notShared);
    }

    private Request set(String key, String entry) {
        return Request.cmd(Command.SET).arg(key).arg(entry).arg("PX").arg(life.toMillis());
    }

    private static void notShared(Throwable e) {
        log.debug("link not shared", e);
    }

    private boolean isFresh(long readMillis) {
        long age = clock.millis() - readMillis;
        return age < fresh.toMillis() && age >= -CLOCK_SKEW.toMillis();
    }

    private @Nullable Entry<LinkId> decodeAlias(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        String[] words = response.toString().split(" ", -1);
        return new Entry<>(new LinkId(Long.parseLong(words[0])), isFresh(Long.parseLong(words[1])));
    }

    private static String encode(Link link, long readMillis) {
        return new JsonObject()
                .put("v", VERSION)
                .put("read", readMillis)
                .put("id", link.id().value())
                .put("offer", link.offer().value())
                .put("promoter", link.promoter().value())
                .put("advertiser", link.advertiser().value())
                .put("destination", link.destination())
                .put("active", link.active())
                .put("expires", link.expiresAtMillis())
                .put("targets", new JsonArray(List.copyOf(link.targeting().targets())))
                .put("blocked", new JsonArray(List.copyOf(link.targeting().blocked())))
                .put("strict", link.targeting().strict())
                .put("passThrough", link.passThrough())
                .put("payout", link.payout())
                .put("currency", link.currency())
                .put("tags", new JsonArray(list(link.tags())))
                .encode();
    }

    /// An entry that another version wrote counts as absent.
    private @Nullable Entry<Link> decode(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(response.toString());
            return VERSION == json.getInteger("v", 0)
                    ? new Entry<>(link(json), isFresh(json.getLong("read")))
                    : null;
        } catch (DecodeException e) {
            return null;
        }
    }

    private static Link link(JsonObject json) {
        return new Link(
                new LinkId(json.getLong("id")),
                new OfferId(json.getLong("offer")),
                new AccountId(json.getLong("promoter")),
                new AccountId(json.getLong("advertiser")),
                json.getString("destination"),
                json.getBoolean("active"),
                json.getLong("expires"),
                new Targeting(
                        countries(json.getJsonArray("targets")),
                        countries(json.getJsonArray("blocked")),
                        json.getBoolean("strict")),
                json.getBoolean("passThrough"),
                json.getString("payout"),
                json.getString("currency"),
                tags(json.getJsonArray("tags")));
    }

    private static Set<String> countries(JsonArray codes) {
        return codes.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> list(Tags tags) {
        return Tag.ALL.stream().map(tags::get).toList();
    }

    private static Tags tags(JsonArray all) {
        return Tags.from(tag -> all.getString(tag.position()));
    }
}
