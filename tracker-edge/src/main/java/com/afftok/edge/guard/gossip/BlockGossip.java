package com.afftok.edge.guard.gossip;

import com.afftok.edge.guard.score.Verdict;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.Subscription;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.block.BlockChange;
import com.afftok.shared.block.BlockReason;
import com.afftok.shared.block.SharedBlocks;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Blocks addresses on all edges, and restores the blocks after a restart.
///
/// A block has the key of its address, made by [AddressKeys]. It is stored in the sorted set
/// [SharedBlocks#ADDRESSES] with its [BlockReason], and announced as a [BlockChange]. An edge reads
/// the set, page by page, each time it begins to listen.
///
/// A block is effective on this edge immediately. The others are notified once, without retry.
public final class BlockGossip extends VerticleBase {

    /// About as many are read at a time, so that the clicks of the event loop go on in between.
    static final int PAGE = 1_000;

    private static final int MAX_UNDER_WAY = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(BlockGossip.class);

    private final Redis redis;
    private final Ask ask;
    private final BlockedAddresses addresses;
    private final Duration ttl;
    private final InstantSource clock;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder untold = new LongAdder();

    @SuppressWarnings("NullAway.Init") // set at deployment
    private Subscription subscription;

    public BlockGossip(Redis redis, BlockedAddresses addresses, Duration ttl, InstantSource clock) {
        this.redis = redis;
        this.ask = new Ask(redis, TIMEOUT);
        this.addresses = addresses;
        this.ttl = ttl;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        subscription =
                new Subscription(vertx, redis, BlockChange.CHANNEL, this::receive, this::load);
        subscription.open();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return subscription.close();
    }

    /// Blocks the address if that is allowed; on any event loop, without waiting for Redis.
    ///
    /// @param key of the address, made by `ClickKeys.address`
    /// @return whether the block is new
    public boolean block(byte[] address, long key, Verdict verdict) {
        long now = clock.millis();
        long until = now + ttl.toMillis();
        if (!addresses.mayBlock(address) || !addresses.block(key, until, now)) {
            return false;
        }
        tell(() ->
                ask.answer(
                                Request.cmd(Command.ZADD)
                                        .arg(SharedBlocks.ADDRESSES)
                                        .arg(until)
                                        .arg(AddressKeys.format(key)))
                        .compose(_ -> ask.answer(why(key, verdict)))
                        .compose(_ -> ask.answer(cut()))
                        .compose(_ -> ask.answer(say(new BlockChange.Block(key, until)))));
        return true;
    }

    /// Removes a block on all edges.
    public void unblock(long key) {
        addresses.unblock(key);
        tell(() ->
                ask.answer(
                                Request.cmd(Command.ZREM)
                                        .arg(SharedBlocks.ADDRESSES)
                                        .arg(AddressKeys.format(key)))
                        .compose(_ ->
                                ask.answer(Request.cmd(Command.DEL).arg(BlockReason.entry(key))))
                        .compose(_ -> ask.answer(say(new BlockChange.Unblock(key)))));
    }

    /// Blocks of which other edges were not notified, because Redis was down or too slow.
    public long untold() {
        return untold.sum();
    }

    boolean isListening() {
        return subscription.isSubscribed();
    }

    private void tell(Supplier<Future<Response>> words) {
        if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
            underWay.decrementAndGet();
            untold.increment();
            return;
        }
        context.runOnContext(_ ->
                words.get()
                        .onComplete(told -> {
                            underWay.decrementAndGet();
                            if (told.failed()) {
                                untold.increment();
                            }
                        }));
    }

    private Request why(long key, Verdict verdict) {
        return Request.cmd(Command.SET)
                .arg(BlockReason.entry(key))
                .arg(
                        new BlockReason.ByRules(
                                        verdict.score(), verdict.reasons(), verdict.ruleSet())
                                .encode())
                .arg("PX")
                .arg(ttl.toMillis());
    }

    private static Request cut() {
        return Request.cmd(Command.ZREMRANGEBYRANK)
                .arg(SharedBlocks.ADDRESSES)
                .arg(0)
                .arg(-SharedBlocks.MAX_ADDRESSES - 1);
    }

    private static Request say(BlockChange change) {
        return Request.cmd(Command.PUBLISH).arg(BlockChange.CHANNEL).arg(change.encode());
    }

    private void load() {
        long now = clock.millis();
        ask.answer(
                        Request.cmd(Command.ZREMRANGEBYSCORE)
                                .arg(SharedBlocks.ADDRESSES)
                                .arg("-inf")
                                .arg(now))
                .compose(_ -> loadFrom("0", now))
                .onFailure(failure ->
                        log.atWarn()
                                .addKeyValue("why", failure.toString())
                                .log("blocked addresses not read"));
    }

    /// Changes during the load arrive as messages.
    private Future<?> loadFrom(String cursor, long now) {
        return ask.answer(
                        Request.cmd(Command.ZSCAN)
                                .arg(SharedBlocks.ADDRESSES)
                                .arg(cursor)
                                .arg("COUNT")
                                .arg(PAGE))
                .compose(page -> {
                    Response blocks = page.get(1);
                    for (int i = 0; i + 1 < blocks.size(); i += 2) {
                        take(
                                AddressKeys.parse(blocks.get(i).toString()),
                                millis(blocks.get(i + 1).toString()),
                                now);
                    }
                    String next = page.get(0).toString();
                    return next.equals("0") ? Future.succeededFuture() : loadFrom(next, now);
                });
    }

    private void take(long key, long until, long now) {
        if (key != 0 && until > now) {
            addresses.block(key, until, now);
        }
    }

    private void receive(Response message) {
        switch (BlockChange.parse(message.toString())) {
            case BlockChange.Block(long key, long until) -> take(key, until, clock.millis());
            case BlockChange.Unblock(long key) -> addresses.unblock(key);
            case null -> {}
        }
    }

    /// Redis stores scores as doubles, which represent milliseconds exactly.
    private static long millis(String number) {
        try {
            return (long) Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
