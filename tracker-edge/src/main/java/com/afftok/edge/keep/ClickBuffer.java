package com.afftok.edge.keep;

import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.redis.RedisLine;
import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the clicks of one event loop to Redis; used on that event loop alone.
///
/// Clicks that arrive while a write is in flight are batched and written with the next `XADD`, so
/// one round trip serves many shoppers. Each click is answered when its batch is acknowledged. A
/// batch that Redis refuses, or does not acknowledge in time, goes to the journal; if the late
/// write has succeeded after all, the click id prevents a second row. While Redis owes an answer or
/// is disconnected, batches go to the journal immediately. A batch that the journal does not write
/// in time is refused.
///
/// While other edges listen, a message before each batch contains its counted clicks, and another
/// one withdraws them if the batch is not stored. These messages are not waited for and may be
/// lost; see [SeenClickGossip].
public final class ClickBuffer {

    /// The key of clicks that other edges need not know: refused ones and duplicates.
    public static final long NOT_TOLD = 0;

    private static final Logger log = LoggerFactory.getLogger(ClickBuffer.class);
    static final Duration RECONNECT = Duration.ofMillis(200);
    private static final Duration SLOW_LINES = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Context context;
    private final Supplier<Redis> clients;
    private final Journal journal;
    private final BufferSettings settings;
    private final BufferMetrics metrics;
    private final SeenClickGossip share;
    private final String stream;
    private final AtomicInteger depth;

    private Batch open = new Batch();
    private Batch spare = new Batch();
    private boolean writing;
    private boolean flushing;
    private boolean closed;

    /// The connection for the next batch; null while Redis is down or owes an answer.
    private @Nullable RedisLine line;

    /// The connection on which Redis owes an answer; while there is one, [#line] is null.
    private @Nullable RedisLine owing;

    private @Nullable Promise<Void> idle;
    private int slow;
    private long nextSlowLine = System.nanoTime();

    /// Construct it on its event loop.
    public ClickBuffer(
            Vertx vertx,
            Supplier<Redis> clients,
            Journal journal,
            BufferSettings settings,
            int shard,
            BufferMetrics metrics,
            SeenClickGossip share) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.clients = clients;
        this.journal = journal;
        this.settings = settings;
        this.metrics = metrics;
        this.depth = metrics.depth();
        this.share = share;
        this.stream = ClickStream.name(shard);
    }

    /// Completes after the first attempt to connect, successful or not.
    public Future<Void> connect() {
        return RedisLine.open(clients)
                .onSuccess(this::connected)
                .onFailure(_ -> reconnect())
                .otherwiseEmpty()
                .mapEmpty();
    }

    /// Stores a click that other edges need not know.
    public void append(ClickEvent click, Consumer<Kept> whenKept) {
        append(click, NOT_TOLD, whenKept);
    }

    /// Calls back on this event loop when the click is stored or refused.
    ///
    /// @param visitorLink the key that identifies repetitions of this click, made by
    ///   [com.afftok.edge.visitor.address.ClickKeys#visitorLink]; [#NOT_TOLD] for a click without
    ///   repetitions
    public void append(ClickEvent click, long visitorLink, Consumer<Kept> whenKept) {
        if (visitorLink != NOT_TOLD && share.isHeard()) {
            open.seen().add(visitorLink, click.id().millis());
        }
        open.add(click, whenKept);
        depth.setOpaque(depth.getPlain() + 1);
        if (open.bytes() >= settings.batchBytes()) {
            spill();
        } else if (!writing && !flushing) {
            flushing = true;
            context.runOnContext(_ -> flush());
        }
    }

    /// Completes when everything appended so far is answered.
    public Future<Void> close() {
        closed = true;
        Promise<Void> done = Promise.promise();
        if (writing || !open.isEmpty()) {
            idle = done;
        } else {
            done.complete();
        }
        return done.future()
                .onComplete(_ -> {
                    hangUp(line);
                    hangUp(owing);
                });
    }

    private static void hangUp(@Nullable RedisLine one) {
        if (one != null) {
            one.close();
        }
    }

    private void flush() {
        flushing = false;
        if (writing) {
            return;
        }
        if (open.isEmpty()) {
            finishClose();
            return;
        }
        Batch batch = open;
        open = spare;
        writing = true;
        RedisLine usable = line;
        if (usable == null) {
            toJournal(batch, this::written);
        } else {
            toRedis(usable, batch);
        }
    }

    private void written(Batch batch, Kept kept) {
        answered(batch, kept);
        spare = batch;
        writing = false;
        flush();
    }

    private void answered(Batch batch, Kept kept) {
        metrics.batch(kept, batch.count());
        depth.setOpaque(depth.getPlain() - batch.count());
        batch.answer(kept);
    }

    /// A full batch does not wait for the previous write.
    private void spill() {
        Batch full = open;
        open = new Batch();
        toJournal(full, this::answered);
    }

    /// Other edges are notified first, so that they know before the shopper can click again.
    private void toRedis(RedisLine usable, Batch batch) {
        if (!batch.seen().isEmpty()) {
            usable.connection().send(share.tell(batch.seen()));
        }
        Request add =
                Request.cmd(Command.XADD)
                        .arg(stream)
                        .arg("*")
                        .arg(ClickStream.FIELD)
                        .arg(batch.toBytes());
        InFlight write = new InFlight(usable, batch);
        write.timer = vertx.setTimer(settings.redisTimeout().toMillis(), _ -> write.late());
        usable.connection()
                .send(add)
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        write.acknowledged();
                    } else {
                        write.refused(answer.cause());
                    }
                });
    }

    private void toJournal(Batch batch, WhenWritten then) {
        JournalWrite write = new JournalWrite(batch, then);
        journal.append(batch.toBytes(), kept -> context.runOnContext(_ -> write.ended(kept)));
    }

    private void connected(RedisLine fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        line = fresh;
        fresh.connection()
                .exceptionHandler(e -> log.debug("click stream interrupted", e))
                .endHandler(_ -> disconnected(fresh));
        log.atInfo().addKeyValue("stream", stream).log("clicks go to redis");
    }

    /// Ignores a connection that was already replaced.
    private void disconnected(RedisLine lost) {
        boolean used = lost.equals(line) || lost.equals(owing);
        if (closed || !used) {
            return;
        }
        line = null;
        owing = null;
        log.atWarn().addKeyValue("stream", stream).log("redis is down, clicks go to the journal");
        reconnect();
    }

    private void reconnect() {
        vertx.setTimer(
                RECONNECT.toMillis(),
                _ -> {
                    if (!closed) {
                        connect();
                    }
                });
    }

    /// A saturated Redis is slow many times a second: log one line per interval.
    private void sayThatRedisIsSlow() {
        slow++;
        long now = System.nanoTime();
        if (now - nextSlowLine >= 0) {
            nextSlowLine = now + SLOW_LINES.toNanos();
            log.atWarn()
                    .addKeyValue("stream", stream)
                    .addKeyValue("times", slow)
                    .log("redis is slow, clicks go to the journal until it answers");
            slow = 0;
        }
    }

    private void finishClose() {
        if (idle != null) {
            idle.tryComplete();
        }
    }

    private interface WhenWritten {
        void accept(Batch batch, Kept kept);
    }

    /// A batch that the journal has not answered. If the disk hangs, its shoppers are refused; if
    /// the batch is written after all, its clicks are rows without a redirect.
    private final class JournalWrite {

        private final Batch batch;
        private final WhenWritten then;
        private final long timer;
        private boolean ended;

        JournalWrite(Batch batch, WhenWritten then) {
            this.batch = batch;
            this.then = then;
            this.timer =
                    vertx.setTimer(settings.journalTimeout().toMillis(), _ -> ended(Kept.NOWHERE));
        }

        void ended(Kept kept) {
            if (!ended) {
                ended = true;
                vertx.cancelTimer(timer);
                then.accept(batch, kept);
            }
        }
    }

    /// An `XADD` that Redis has not answered.
    private final class InFlight {

        private final RedisLine on;
        private final Batch batch;
        private long timer;
        private boolean late;

        InFlight(RedisLine on, Batch batch) {
            this.on = on;
            this.batch = batch;
        }

        void acknowledged() {
            vertx.cancelTimer(timer);
            if (late) {
                recovered();
            } else {
                written(batch, Kept.REDIS);
            }
        }

        void refused(Throwable cause) {
            vertx.cancelTimer(timer);
            if (late) {
                recovered();
                return;
            }
            log.atDebug().addKeyValue("cause", cause.toString()).log("redis refused a batch");
            toJournal(batch, this::journaled);
        }

        /// Redis owes the answer: until it arrives, clicks go to the journal. A connection that
        /// never delivers it is closed and replaced.
        void late() {
            late = true;
            if (on.equals(line)) {
                line = null;
                owing = on;
                sayThatRedisIsSlow();
            }
            timer = vertx.setTimer(settings.giveUp().toMillis(), _ -> abandon());
            toJournal(batch, this::journaled);
        }

        private void journaled(Batch batch, Kept kept) {
            if (kept == Kept.NOWHERE && !batch.seen().isEmpty()) {
                on.connection().send(share.takeBack(batch.seen()));
            }
            written(batch, kept);
        }

        /// Closing a connection fails its pending answers, too: use only the connection that is
        /// waited for.
        private void recovered() {
            if (on.equals(owing)) {
                owing = null;
                line = on;
            }
        }

        private void abandon() {
            if (on.equals(owing)) {
                owing = null;
                on.close();
                if (!closed) {
                    connect();
                }
            }
        }
    }
}
