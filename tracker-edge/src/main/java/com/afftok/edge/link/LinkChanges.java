package com.afftok.edge.link;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to what management changes and has this edge read it again at once. While Redis is away
/// nothing is heard; then the refresh time of [Links] is how old a link can be.
public final class LinkChanges extends VerticleBase {

    public static final String CHANNEL = "links:changed";

    private static final Logger log = LoggerFactory.getLogger(LinkChanges.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Redis redis;
    private final Links links;
    private @Nullable RedisConnection connection;
    private boolean stopped;

    public LinkChanges(Redis redis, Links links) {
        this.redis = redis;
        this.links = links;
    }

    @Override
    public Future<?> start() {
        listen();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    private void listen() {
        redis.connect().compose(this::subscribe).onFailure(_ -> again());
    }

    private Future<?> subscribe(RedisConnection connected) {
        connection = connected;
        connected.handler(this::heard);
        connected.exceptionHandler(e -> log.debug("link changes interrupted", e));
        connected.endHandler(_ -> again());
        return connected.send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL));
    }

    private void again() {
        if (!stopped) {
            vertx.setTimer(RETRY.toMillis(), _ -> listen());
        }
    }

    private void heard(Response response) {
        boolean message =
                (response.type() == ResponseType.PUSH || response.isArray())
                        && response.size() == 3
                        && "message".equals(response.get(0).toString());
        if (!message) {
            return;
        }
        String text = response.get(2).toString();
        LinkChange change = LinkChange.parse(text);
        if (change == null) {
            log.atWarn().addKeyValue("message", text).log("link change not understood");
            return;
        }
        links.changed(change);
    }
}
