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

/// Tells the other edges what this one counted, and adds what they tell: clicks per address and the
/// like, for keys busy enough to matter.
///
/// One message per interval over Redis pub/sub, bounded in size, never stored. A message that is
/// lost is lost: with Redis away each edge counts alone, and what it counted then is not told
/// later. While one message is on its way to a slow Redis, none is sent.
public final class CountExchange extends VerticleBase {

    public static final Duration INTERVAL = Duration.ofMillis(500);

    static final String CHANNEL = "counts:shared";

    /// After which the next message may go out, over another connection.
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

    @SuppressWarnings("NullAway.Init") // set when it is deployed
    private Subscription subscription;

    /// Exchanges the counts of these two, once it is deployed.
    ///
    /// @param edge a number no other edge has
    public CountExchange(
            Redis redis,
            long edge,
            Velocity velocity,
            RateLimits rates,
            InstantSource clock,
            Duration interval) {
        this(redis, edge, velocity, rates, List.of(), clock, interval);
    }

    /// Exchanges those of `more`, too.
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

    /// Messages of other edges, and of this one.
    public long received() {
        return received.sum();
    }

    /// Messages that were none of ours.
    public long refused() {
        return refused.sum();
    }

    /// Clicks that the others were not told of, because too many keys were busy at once.
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
