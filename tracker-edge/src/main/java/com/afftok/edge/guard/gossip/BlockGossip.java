package com.afftok.edge.guard.gossip;

import com.afftok.edge.guard.score.Verdict;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.Subscription;
import com.afftok.shared.address.AddressKeys;
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

/// Blocks addresses on all edges, and keeps the blocks through restarts.
///
/// An address goes by its key, as [AddressKeys] make and write it. In Redis the sorted set
/// `addresses:blocked` holds each blocked address with the time at which it is free again, and the
/// channel of the same name says `block <key> <until millis>` or `unblock <key>`;
/// `address:blocked:<key>` says why, as `<score> <reasons> <rule set>`, and expires with the block.
/// An edge reads the set, page by page, each time it begins to listen. A sorted set, because
/// finding single keys would mean to scan all of Redis, and because it can be cut to a bound.
///
/// The block on this edge is immediate; telling the others is tried once.
public final class BlockGossip extends VerticleBase {

    static final String BLOCKED = "addresses:blocked";
    static final String WHY = "address:blocked:";

    /// The most blocks that are kept in Redis; the earliest to end are evicted first.
    static final int MAX_BLOCKS = 50_000;

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

    @SuppressWarnings("NullAway.Init") // set when it is deployed
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
        subscription = new Subscription(vertx, redis, BLOCKED, this::receive, this::load);
        subscription.open();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return subscription.close();
    }

    /// Blocks the address if it may be blocked; from any event loop, at once, without waiting for
    /// Redis.
    ///
    /// @param key of the address, made by `ClickKeys.address`
    /// @return whether the block is new
    public boolean block(byte[] address, long key, Verdict verdict) {
        long now = clock.millis();
        long until = now + ttl.toMillis();
        if (!addresses.mayBlock(address) || !addresses.block(key, until, now)) {
            return false;
        }
        String text = AddressKeys.format(key);
        tell(() ->
                ask.answer(Request.cmd(Command.ZADD).arg(BLOCKED).arg(until).arg(text))
                        .compose(_ -> ask.answer(why(text, verdict)))
                        .compose(_ -> ask.answer(cut()))
                        .compose(_ -> ask.answer(say("block " + text + " " + until))));
        return true;
    }

    /// Lifts a block on all edges.
    public void unblock(long key) {
        addresses.unblock(key);
        String text = AddressKeys.format(key);
        tell(() ->
                ask.answer(Request.cmd(Command.ZREM).arg(BLOCKED).arg(text))
                        .compose(_ -> ask.answer(Request.cmd(Command.DEL).arg(WHY + text)))
                        .compose(_ -> ask.answer(say("unblock " + text))));
    }

    /// Blocks that the others were not told of, because Redis was away or too slow.
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

    private Request why(String text, Verdict verdict) {
        return Request.cmd(Command.SET)
                .arg(WHY + text)
                .arg(verdict.score() + " " + verdict.reasons() + " " + verdict.ruleSet())
                .arg("PX")
                .arg(ttl.toMillis());
    }

    private static Request cut() {
        return Request.cmd(Command.ZREMRANGEBYRANK).arg(BLOCKED).arg(0).arg(-MAX_BLOCKS - 1);
    }

    private static Request say(String words) {
        return Request.cmd(Command.PUBLISH).arg(BLOCKED).arg(words);
    }

    private void load() {
        long now = clock.millis();
        ask.answer(Request.cmd(Command.ZREMRANGEBYSCORE).arg(BLOCKED).arg("-inf").arg(now))
                .compose(_ -> loadFrom("0", now))
                .onFailure(failure ->
                        log.atWarn()
                                .addKeyValue("why", failure.toString())
                                .log("blocked addresses not read"));
    }

    /// Blocks that are made or lifted meanwhile are told of.
    private Future<?> loadFrom(String cursor, long now) {
        return ask.answer(
                        Request.cmd(Command.ZSCAN).arg(BLOCKED).arg(cursor).arg("COUNT").arg(PAGE))
                .compose(page -> {
                    Response blocks = page.get(1);
                    for (int i = 0; i + 1 < blocks.size(); i += 2) {
                        take(blocks.get(i).toString(), millis(blocks.get(i + 1).toString()), now);
                    }
                    String next = page.get(0).toString();
                    return next.equals("0") ? Future.succeededFuture() : loadFrom(next, now);
                });
    }

    private void take(String text, long until, long now) {
        long key = AddressKeys.parse(text);
        if (key != 0 && until > now) {
            addresses.block(key, until, now);
        }
    }

    private void receive(Response message) {
        String[] words = message.toString().split(" ", -1);
        if (words[0].equals("block") && words.length == 3) {
            take(words[1], millis(words[2]), clock.millis());
        } else if (words[0].equals("unblock") && words.length == 2) {
            long key = AddressKeys.parse(words[1]);
            if (key != 0) {
                addresses.unblock(key);
            }
        }
    }

    /// A score in Redis is a floating-point number; it holds milliseconds exactly.
    private static long millis(String number) {
        try {
            return (long) Double.parseDouble(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
