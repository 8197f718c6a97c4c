package com.afftok.edge.guard.gossip;

import com.afftok.edge.guard.tables.SharedCounts;
import com.afftok.edge.guard.tables.Velocity;
import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.limit.RateLimits;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Exchanges counts of clicks per key between edges, for keys that are busy enough.
///
/// It publishes one message of bounded size per interval; messages are not stored. Lost messages
/// are not repeated: without Redis each edge counts alone. While a message to a slow Redis is in
/// flight, none is sent.
public final class CountExchange extends VerticleBase {

    public static final Duration INTERVAL = Duration.ofMillis(500);

    static final String CHANNEL = "counts:shared";

    /// After this time the next message is sent, over another connection.
    private static final Duration PUBLISH_LIMIT = Duration.ofSeconds(1);

    private final Redis redis;
    private final Ask ask;
    private final long edge;
    private final List<SharedCounts> tables;
    private final InstantSource clock;
    private final Duration interval;

    private boolean publishing;
    private final LongAdder received = new LongAdder();
    private final LongAdder refused = new LongAdder();

    @SuppressWarnings("NullAway.Init") // set at deployment
    private Subscription subscription;

    /// Exchanges these two tables, once it is deployed.
    ///
    /// @param edge a number unique to this edge
    public CountExchange(
            Redis redis,
            long edge,
            Velocity velocity,
            RateLimits rates,
            InstantSource clock,
            Duration interval) {
        this(redis, edge, velocity, rates, List.of(), clock, interval);
    }

    /// Exchanges further tables, too.
    ///
    /// @param more further tables to exchange
    public CountExchange(
            Redis redis,
            long edge,
            Velocity velocity,
            RateLimits rates,
            List<RateLimiter> more,
            InstantSource clock,
            Duration interval) {
        this.redis = redis;
        this.ask = new Ask(redis, PUBLISH_LIMIT);
        this.edge = edge;
        this.tables = new ArrayList<>(velocity.shared());
        this.tables.addAll(rates.shared());
        more.forEach(limiter -> this.tables.addAll(limiter.shared()));
        this.clock = clock;
        this.interval = interval;
    }

    @Override
    public Future<?> start() {
        subscription = new Subscription(vertx, redis, CHANNEL, this::receive, () -> {});
        subscription.open();
        vertx.setPeriodic(interval.toMillis(), _ -> publish());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return subscription.close();
    }

    boolean isListening() {
        return subscription.isSubscribed();
    }

    /// Messages received, including those of this edge.
    public long received() {
        return received.sum();
    }

    /// Invalid messages.
    public long refused() {
        return refused.sum();
    }

    /// Clicks that were not sent, because too many keys were busy.
    public long dropped() {
        return tables.stream().mapToLong(table -> table.increments().dropped()).sum();
    }

    private void publish() {
        Buffer message = CountMessage.drained(edge, tables);
        if (message.length() == 0 || publishing || !subscription.isSubscribed()) {
            return;
        }
        publishing = true;
        ask.answer(Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(message))
                .onComplete(_ -> publishing = false);
    }

    private void receive(Response message) {
        received.increment();
        if (!CountMessage.add(message.toBuffer(), edge, tables, clock.millis())) {
            refused.increment();
        }
    }
}
