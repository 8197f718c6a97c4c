package com.afftok.edge.redis;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Subscribes to one channel of Redis on its own connection, and reconnects when that is lost.
///
/// A connection can be dead without notice, and most channels are usually silent. So an empty
/// message is published every second, and if none arrives for some seconds the connection is
/// replaced. It belongs to one event loop. Failure and recovery are logged once each.
public final class Subscription {

    private static final long BEAT_MILLIS = 1000;
    private static final int SILENT_BEATS = 3;

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final Vertx vertx;
    private final Redis redis;
    private final Ask ask;
    private final String channel;
    private final Handler<Response> onMessage;
    private final Runnable onSubscribed;
    private final IntConsumer onListeners;

    private @Nullable RedisConnection connection;
    private long timer;
    private int silentBeats;
    private boolean subscribed;
    private boolean opening;
    private boolean beating;
    private boolean complained;
    private boolean closed;

    /// @param onMessage receives the payload of each message that is not empty
    /// @param onSubscribed is called at each subscription; earlier messages were missed
    public Subscription(
            Vertx vertx,
            Redis redis,
            String channel,
            Handler<Response> onMessage,
            Runnable onSubscribed) {
        this(vertx, redis, channel, onMessage, onSubscribed, _ -> {});
    }

    /// @param onListeners receives, immediately and each second, the number of subscribers,
    ///   including this one
    public Subscription(
            Vertx vertx,
            Redis redis,
            String channel,
            Handler<Response> onMessage,
            Runnable onSubscribed,
            IntConsumer onListeners) {
        this.vertx = vertx;
        this.redis = redis;
        this.ask = new Ask(redis, Duration.ofMillis(BEAT_MILLIS));
        this.channel = channel;
        this.onMessage = onMessage;
        this.onSubscribed = onSubscribed;
        this.onListeners = onListeners;
    }

    public void open() {
        timer = vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
        connect();
    }

    public boolean isSubscribed() {
        return subscribed;
    }

    public Future<?> close() {
        closed = true;
        subscribed = false;
        vertx.cancelTimer(timer);
        RedisConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close();
    }

    private void connect() {
        opening = true;
        silentBeats = 0;
        redis.connect().onSuccess(this::subscribe).onFailure(this::failed);
    }

    private void subscribe(RedisConnection opened) {
        if (closed || connection != null) { // another attempt succeeded first
            opened.close();
            return;
        }
        connection = opened;
        silentBeats = 0;
        opened.handler(this::receive);
        opened.exceptionHandler(_ -> lost(opened));
        opened.endHandler(_ -> lost(opened));
        opened.send(Request.cmd(Command.SUBSCRIBE).arg(channel))
                .onSuccess(_ -> begun())
                .onFailure(failure -> {
                    lost(opened);
                    failed(failure);
                });
    }

    private void begun() {
        opening = false;
        subscribed = !closed;
        silentBeats = 0;
        if (complained) {
            complained = false;
            log.atInfo().addKeyValue("channel", channel).log("listening again");
        }
        onSubscribed.run();
        sayNothing();
    }

    private void failed(Throwable failure) {
        opening = false;
        if (!complained && !closed) {
            complained = true;
            log.atWarn()
                    .addKeyValue("channel", channel)
                    .addKeyValue("why", failure.toString())
                    .log("not listening");
        }
    }

    private void receive(Response response) {
        if (response.size() != 3 || !"message".equals(response.get(0).toString())) {
            return;
        }
        silentBeats = 0;
        Response payload = response.get(2);
        if (payload.toBuffer().length() > 0) {
            onMessage.handle(payload);
        }
    }

    private void beat() {
        RedisConnection open = connection;
        boolean silent = ++silentBeats > SILENT_BEATS;
        if (open == null) {
            if (silent || !opening) {
                connect();
            }
        } else if (silent) {
            lost(open);
        } else {
            sayNothing();
        }
    }

    private void sayNothing() {
        if (!beating) {
            beating = true;
            ask.answer(Request.cmd(Command.PUBLISH).arg(channel).arg(""))
                    .onSuccess(heard -> onListeners.accept(Integer.parseInt(heard.toString())))
                    .onComplete(_ -> beating = false);
        }
    }

    @SuppressWarnings("ReferenceEquality") // an older connection may end after a newer began
    private void lost(RedisConnection lost) {
        if (connection == lost) {
            connection = null;
            subscribed = false;
            opening = false;
            lost.close();
        }
    }
}
