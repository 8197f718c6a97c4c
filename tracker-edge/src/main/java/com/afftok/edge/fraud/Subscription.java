package com.afftok.edge.fraud;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to one channel of Redis on a connection of its own, and comes back whenever that is
/// lost.
///
/// Belongs to one event loop. Going away and coming back are logged once each.
final class Subscription {

    static final long RETRY_MILLIS = 1000;

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final Vertx vertx;
    private final Redis redis;
    private final String channel;
    private final Handler<Response> onMessage;
    private final Runnable onSubscribed;

    private @Nullable RedisConnection connection;
    private boolean subscribed;
    private boolean complained;
    private boolean closed;

    /// @param onMessage gets the payload of each message
    /// @param onSubscribed is run each time listening begins; what was said before was missed
    Subscription(
            Vertx vertx,
            Redis redis,
            String channel,
            Handler<Response> onMessage,
            Runnable onSubscribed) {
        this.vertx = vertx;
        this.redis = redis;
        this.channel = channel;
        this.onMessage = onMessage;
        this.onSubscribed = onSubscribed;
    }

    void open() {
        redis.connect().onSuccess(this::subscribe).onFailure(this::lost);
    }

    boolean isSubscribed() {
        return subscribed;
    }

    Future<?> close() {
        closed = true;
        RedisConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private void subscribe(RedisConnection opened) {
        if (closed) {
            opened.close();
            return;
        }
        connection = opened;
        opened.handler(this::receive);
        opened.exceptionHandler(failure -> lost(opened, failure));
        opened.endHandler(_ -> lost(opened, new IllegalStateException("connection closed")));
        opened.send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .onSuccess(_ -> {
                    subscribed = true;
                    if (complained) {
                        complained = false;
                        log.atInfo().addKeyValue("channel", channel).log("listening again");
                    }
                    onSubscribed.run();
                })
                .onFailure(failure -> lost(opened, failure));
    }

    private void receive(Response response) {
        if (response.size() == 3 && "message".equals(response.get(0).toString())) {
            onMessage.handle(response.get(2));
        }
    }

    @SuppressWarnings("ReferenceEquality") // an older connection may end after a newer began
    private void lost(RedisConnection lost, Throwable failure) {
        if (connection == lost) {
            connection = null;
            lost.close();
            lost(failure);
        }
    }

    private void lost(Throwable failure) {
        subscribed = false;
        if (closed) {
            return;
        }
        if (!complained) {
            complained = true;
            log.atWarn()
                    .addKeyValue("channel", channel)
                    .addKeyValue("why", failure.toString())
                    .log("not listening");
        }
        vertx.setTimer(RETRY_MILLIS, _ -> open());
    }
}
