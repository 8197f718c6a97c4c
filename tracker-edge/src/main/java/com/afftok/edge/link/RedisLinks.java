package com.afftok.edge.link;

import com.afftok.shared.click.Tags;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Links as all edges share them, so that a new edge doesn't ask PostgreSQL for each. An entry
/// lives only as long as an edge may believe a link without asking again.
final class RedisLinks {

    private static final String PREFIX = "link:";

    /// Raised with every change of what an entry holds.
    private static final int VERSION = 1;

    private final Redis redis;
    private final Duration timeout;
    private final Duration life;

    RedisLinks(Redis redis, Duration timeout, Duration life) {
        this.redis = redis;
        this.timeout = timeout;
        this.life = life;
    }

    /// The link, or a null where Redis doesn't have it.
    Future<@Nullable Link> find(LinkId id) {
        return send(Request.cmd(Command.GET).arg(PREFIX + id.value())).map(RedisLinks::decode);
    }

    Future<Void> put(Link link) {
        Request set =
                Request.cmd(Command.SET)
                        .arg(PREFIX + link.id().value())
                        .arg(encode(link))
                        .arg("PX")
                        .arg(life.toMillis());
        return send(set).mapEmpty();
    }

    private Future<@Nullable Response> send(Request request) {
        return redis.send(request).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String encode(Link link) {
        return new JsonObject()
                .put("v", VERSION)
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
    private static @Nullable Link decode(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(response.toString());
            return VERSION == json.getInteger("v", 0) ? link(json) : null;
        } catch (DecodeException e) {
            return null;
        }
    }

    private static Link link(JsonObject json) {
        return new Link(
                new LinkId(json.getLong("id")),
                new OfferId(json.getLong("offer")),
                new UserId(json.getLong("promoter")),
                new UserId(json.getLong("advertiser")),
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
        return List.of(
                tags.sub1(),
                tags.sub2(),
                tags.sub3(),
                tags.sub4(),
                tags.sub5(),
                tags.source(),
                tags.utmSource(),
                tags.utmMedium(),
                tags.utmCampaign(),
                tags.utmTerm(),
                tags.utmContent());
    }

    private static Tags tags(JsonArray all) {
        return new Tags(
                all.getString(0),
                all.getString(1),
                all.getString(2),
                all.getString(3),
                all.getString(4),
                all.getString(5),
                all.getString(6),
                all.getString(7),
                all.getString(8),
                all.getString(9),
                all.getString(10));
    }
}
