package com.afftok.edge.guard.gossip;

import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.Subscription;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Lets an edge know which clicks the others have counted, so that a repetition is a duplicate
/// wherever it is served.
///
/// What keeps a click tells of it: right before the write goes a message of [SeenClicks] on the
/// same connection, so Redis handles it before the shopper can have her answer and click again.
/// Nobody waits for it. A batch that is then kept nowhere is taken back by a second message on that
/// connection, before its shoppers are answered: when they try again at another edge, they count.
/// While no other edge listens, nothing is sent: how many listen is what Redis answers each second,
/// and immediately when another edge says that it has come.
///
/// No message is sent twice. If the first is lost, or there was no connection to send it on, a
/// repetition at another edge counts as a click of its own until the writer settles it; if the
/// second is lost, the next try at another edge is a duplicate.
public final class SeenClickGossip extends VerticleBase {

    static final String CHANNEL = "clicks:seen";

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Redis redis;
    private final long edge;
    private final DuplicateClicks clicks;
    private final LongAdder received = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Subscription subscription;

    private volatile boolean heard;

    /// Shares what these have seen, once it is deployed.
    ///
    /// @param edge a number no other edge has
    public SeenClickGossip(Redis redis, long edge, DuplicateClicks clicks) {
        this.redis = redis;
        this.edge = edge;
        this.clicks = clicks;
    }

    @Override
    public Future<?> start() {
        subscription =
                new Subscription(vertx, redis, CHANNEL, this::receive, this::sayHello, this::heard);
        subscription.open();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        heard = false;
        return subscription.close();
    }

    /// Whether another edge listens; from any thread.
    public boolean isHeard() {
        return heard;
    }

    /// Tells of these clicks, to be sent before the write that keeps them.
    public Request tell(SeenClicks seen) {
        return Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(seen.counted(edge));
    }

    /// Takes back that these clicks count, to be sent on the connection that told of them.
    public Request takeBack(SeenClicks seen) {
        return Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(seen.takenBack(edge));
    }

    /// Clicks of other edges.
    public long received() {
        return received.sum();
    }

    /// Messages that were none of ours.
    public long refused() {
        return refused.sum();
    }

    boolean isListening() {
        return subscription.isSubscribed();
    }

    /// A message without clicks: those who hear it learn that they are heard.
    private void sayHello() {
        new Ask(redis, TIMEOUT).answer(tell(new SeenClicks()));
    }

    private void heard(int listeners) {
        heard = listeners > 1;
    }

    private void receive(Response response) {
        Buffer message = response.toBuffer();
        if (!SeenClicks.isWhole(message)) {
            refused.increment();
        } else if (SeenClicks.sender(message) != edge) {
            heard = true;
            SeenClicks.read(
                    message, SeenClicks.isTakenBack(message) ? this::forget : this::remember);
        }
    }

    private void forget(long visitorLink, long atMillis) {
        clicks.forget(visitorLink);
    }

    private void remember(long visitorLink, long atMillis) {
        received.increment();
        clicks.remember(visitorLink, atMillis);
    }
}
