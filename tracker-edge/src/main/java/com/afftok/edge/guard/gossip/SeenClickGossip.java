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

/// Notifies other edges of counted clicks, so that a repetition is a duplicate at every edge.
///
/// A message of [SeenClicks] is sent immediately before the write of a batch, on the same
/// connection, so that Redis delivers it before the shopper has an answer and can click again. It
/// is not waited for. If the batch is then not stored, a second message on that connection
/// withdraws its clicks before the shoppers are answered, so that their retries count. Nothing is
/// sent while no other edge listens: the number of listeners is read from Redis each second, and a
/// message from another edge counts at once.
///
/// No message is repeated. If the first is lost or there is no connection, a repetition at another
/// edge counts until the writer settles it. If the second is lost, the next retry at another edge
/// is a duplicate.
public final class SeenClickGossip extends VerticleBase {

    static final String CHANNEL = "clicks:seen";

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Redis redis;
    private final long edge;
    private final DuplicateClicks clicks;
    private final LongAdder received = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @SuppressWarnings("NullAway.Init") // set at deployment
    private Subscription subscription;

    private volatile boolean heard;

    /// Exchanges these clicks, once it is deployed.
    ///
    /// @param edge a number unique to this edge
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

    /// The message to send before the write of these clicks.
    public Request tell(SeenClicks seen) {
        return Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(seen.counted(edge));
    }

    /// The message that withdraws these clicks, for the connection of the first message.
    public Request takeBack(SeenClicks seen) {
        return Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(seen.takenBack(edge));
    }

    /// Clicks received from other edges.
    public long received() {
        return received.sum();
    }

    /// Invalid messages.
    public long refused() {
        return refused.sum();
    }

    boolean isListening() {
        return subscription.isSubscribed();
    }

    /// A message without clicks, from which other edges learn that this one listens.
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
