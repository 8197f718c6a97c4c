package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Links as all edges share them, so that a new edge doesn't ask PostgreSQL for each. An entry
/// lives only as long as an edge may believe a link without asking again.
final class RedisLinks {

    private static final String PREFIX = "link:";

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
                .put("id", link.id().value())
                .put("offer", link.offer().value())
                .put("promoter", link.promoter().value())
                .put("advertiser", link.advertiser().value())
                .put("destination", link.destination())
                .put("active", link.active())
                .put("expires", link.expiresAtMillis())
                .encode();
    }

    /// An entry that another version wrote and this one can't read counts as absent.
    private static @Nullable Link decode(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(response.toString());
            return new Link(
                    new LinkId(json.getLong("id")),
                    new OfferId(json.getLong("offer")),
                    new UserId(json.getLong("promoter")),
                    new UserId(json.getLong("advertiser")),
                    json.getString("destination"),
                    json.getBoolean("active"),
                    json.getLong("expires"));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return null;
        }
    }
}
