package com.afftok.edge.write;

import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.write.Chunk.Part;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.pgclient.PgException;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the clicks of one stream shard to PostgreSQL. Any number of writers, in any number of
/// edges, share a shard through its consumer group.
///
/// Entries are collected until there are enough clicks or the first has waited long enough; then
/// the clicks are written, usually in one transaction, and after its commit the entries are
/// acknowledged and removed from the stream. If a writer crashes in between, another one takes over
/// its entries, and click ids prevent duplicate rows. While PostgreSQL is down the writer keeps its
/// entries and retries.
///
/// A click whose data PostgreSQL refuses is set aside with the reason and does not block others. If
/// PostgreSQL refuses several clicks in a row, it is treated as faulty, for example because of an
/// outdated constraint: then nothing more is set aside until a click is accepted. When nothing more
/// can be set aside, the writer stops and acknowledges nothing.
///
/// Runs on a virtual thread in a sequential loop.
public final class ClickWriter extends VerticleBase {

    /// Refused clicks that may be set aside between two accepted ones.
    static final int REFUSED_IN_A_ROW = 20;

    private static final Logger log = LoggerFactory.getLogger(ClickWriter.class);

    /// The longest wait of a shutdown for a read, which cannot be cancelled, because it may have
    /// taken clicks.
    private static final Duration BLOCK = Duration.ofMillis(200);

    private static final Duration AT_ONCE = Duration.ofMillis(1); // zero would wait forever
    private static final Duration RETRY_AT_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_AT_MOST = Duration.ofSeconds(2);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration SET_ASIDE_TIMEOUT = Duration.ofSeconds(5);

    private final WriteSettings settings;
    private final WriteClicks write;
    private final StreamShard shard;
    private final SetAsideStream poison;
    private final WriteMetrics metrics;
    private final Promise<Void> ended = Promise.promise();
    private Chunk chunk;
    private int refusedInARow;
    private Duration retry = RETRY_AT_FIRST;
    private String lastCause = "";
    private long nextTakeOver = System.nanoTime();
    private volatile boolean stopped;

    public ClickWriter(
            Supplier<Redis> clients,
            WriteClicks write,
            WriteSettings settings,
            int shard,
            SetAsideStream poison,
            String name,
            WriteMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.write = write;
        this.poison = poison;
        this.shard = new StreamShard(clients, ClickStream.name(shard), name);
        this.chunk = new Chunk(settings.clicks());
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    /// Completes when all clicks of this shard in Redis are written, or could not be.
    @Override
    public Future<?> stop() {
        stopped = true;
        return ended.future();
    }

    private void run() {
        while (!stopped) {
            try {
                gather();
                if (isDue()) {
                    write();
                }
                retry = RETRY_AT_FIRST;
            } catch (RuntimeException e) {
                faulty(e);
            }
        }
        try {
            writeTheRest();
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("stream", shard.name())
                    .addKeyValue("cause", e.toString())
                    .log("clicks stay in redis for the next writer");
        }
        shard.close();
        ended.complete();
    }

    private void gather() {
        if (shard.mayOwnMore()) {
            addOwned();
        }
        if (chunk.isFull()) {
            return; // nothing more is read until it is written
        }
        long now = System.nanoTime();
        if (now - nextTakeOver >= 0) {
            List<StreamShard.Entry> left = shard.takeOver(settings.takeOver());
            add(left);
            if (left.isEmpty()) {
                shard.forgetIdle(settings.takeOver());
                nextTakeOver = now + settings.takeOver().toNanos();
            }
            if (chunk.isFull()) {
                return;
            }
        }
        add(shard.read(untilDue(now)));
    }

    /// Adds entries whose delivery was lost.
    private void addOwned() {
        String after = StreamShard.FIRST;
        while (!chunk.isFull()) {
            List<StreamShard.Entry> owned = shard.owned(after);
            if (owned.isEmpty()) {
                return;
            }
            add(owned);
            after = owned.getLast().id();
        }
    }

    private void writeTheRest() {
        write(); // without Redis, too
        boolean all = false;
        while (!all) {
            addOwned();
            boolean areAllOwned = !chunk.isFull();
            write();
            if (areAllOwned) {
                List<StreamShard.Entry> more = shard.readNow();
                add(more);
                all = more.isEmpty();
            }
        }
        if (!shard.leave()) {
            log.atWarn()
                    .addKeyValue("stream", shard.name())
                    .log("entries are still pending, the next writer takes them over");
        }
    }

    private void add(List<StreamShard.Entry> entries) {
        for (StreamShard.Entry entry : entries) {
            chunk.add(entry, System.nanoTime());
        }
        metrics.holds(chunk.oldestMillis());
    }

    private boolean isDue() {
        return chunk.isFull() || chunk.ageNanos(System.nanoTime()) >= settings.every().toNanos();
    }

    private Duration untilDue(long now) {
        Duration left = settings.every().minusNanos(chunk.ageNanos(now));
        if (chunk.isEmpty() || left.compareTo(BLOCK) > 0) {
            return BLOCK;
        }
        return left.compareTo(AT_ONCE) > 0 ? left : AT_ONCE;
    }

    private void write() {
        if (chunk.isEmpty()) {
            return;
        }
        for (Part part = chunk.next(); part != null; part = chunk.next()) {
            switch (part) {
                case Part.Clicks clicks -> write(clicks);
                case Part.Damaged(byte[] batch, String why) -> setAside(batch, why);
            }
        }
        shard.acknowledge(chunk.entries());
        poison.flows();
        chunk = new Chunk(settings.clicks());
        metrics.holdsNothing();
    }

    /// Splits clicks that PostgreSQL refuses, until the refused click is alone. It is retried once,
    /// because an insert can also fail while its partition is being created.
    private void write(Part.Clicks part) {
        PgException refused = refusal(part);
        if (refused != null && refusedInARow >= REFUSED_IN_A_ROW) {
            chunk.putOff(part);
            throw new IllegalStateException("postgres refuses all clicks, " + why(refused));
        }
        if (refused != null && part.clicks().size() > 1) {
            chunk.split(part);
            return;
        }
        if (refused != null) {
            refused = refusal(part);
        }
        if (refused == null) {
            refusedInARow = 0;
            chunk.done();
            return;
        }
        ClickEventWriter alone = new ClickEventWriter();
        alone.append(part.clicks().getFirst());
        setAside(alone.toByteArray(), why(refused));
        refusedInARow++;
    }

    /// Sets aside a batch that cannot be written, with the reason.
    private void setAside(byte[] batch, String why) {
        if (!NoAnswer.await(poison.add(ClickStream.FIELD, batch, why), SET_ASIDE_TIMEOUT)) {
            throw new IllegalStateException("no room in " + poison.key() + " to set clicks aside");
        }
        chunk.done();
        metrics.setAside();
        log.atError()
                .addKeyValue("stream", poison.key())
                .addKeyValue("why", why)
                .log("click set aside");
    }

    private @Nullable PgException refusal(Part.Clicks part) {
        List<ClickEvent> clicks = part.clicks();
        boolean repeated = part.repeated() || mayBeTakenOver();
        try {
            long began = System.nanoTime();
            WriteClicks.Written written =
                    NoAnswer.await(write.execute(clicks, repeated), COMMIT_TIMEOUT);
            metrics.wrote(clicks.size(), written, System.nanoTime() - began);
            return null;
        } catch (RuntimeException e) {
            if (e instanceof PgException refused && refusesContents(refused)) {
                return refused;
            }
            chunk.mayBeWritten(part);
            throw e;
        }
    }

    /// Another writer takes over entries that are held for too long.
    private boolean mayBeTakenOver() {
        return chunk.ageNanos(System.nanoTime()) >= settings.takeOver().toNanos();
    }

    /// Without PostgreSQL's message, which may quote the click.
    private static String why(PgException refused) {
        String constraint = refused.getConstraint();
        return constraint == null
                ? "SQLSTATE " + refused.getSqlState()
                : "SQLSTATE " + refused.getSqlState() + ", " + constraint;
    }

    /// SQLSTATE class 22 is a data exception, class 23 a violated constraint. All others, such as a
    /// missing column or grant, do not depend on the click.
    private static boolean refusesContents(PgException e) {
        return e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23");
    }

    private void faulty(RuntimeException e) {
        String cause = e.toString();
        if (retry.equals(RETRY_AT_FIRST) || !cause.equals(lastCause)) {
            lastCause = cause;
            log.atWarn()
                    .addKeyValue("stream", shard.name())
                    .addKeyValue("waiting", chunk.size())
                    .addKeyValue("cause", cause)
                    .log("clicks can't be written, trying again");
        }
        shard.close();
        vertx.timer(retry.toMillis(), TimeUnit.MILLISECONDS).await();
        retry = retry.multipliedBy(2);
        if (retry.compareTo(RETRY_AT_MOST) > 0) {
            retry = RETRY_AT_MOST;
        }
    }
}
