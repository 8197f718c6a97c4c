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
/// Entries are gathered until enough clicks wait or the first has waited long enough; then the
/// clicks are written, as a rule in one transaction, and only after its commit are the entries
/// acknowledged and removed from the stream. A writer that dies in between leaves its entries to
/// another, and the click ids keep the rows from being written twice. While PostgreSQL is away the
/// writer holds what it has gathered and tries again.
///
/// A click that PostgreSQL refuses for what it contains is set aside with the reason; it doesn't
/// hold up the others. A PostgreSQL that refuses one after the other is itself at fault, with a
/// constraint from before the last deploy for example: then nothing more is set aside until it
/// accepts a click. When no more can be set aside the writer stands still and acknowledges nothing.
///
/// Runs on a virtual thread: the loop reads from top to bottom.
public final class ClickWriter extends VerticleBase {

    /// So many clicks are set aside between two that are accepted.
    static final int REFUSED_IN_A_ROW = 20;

    private static final Logger log = LoggerFactory.getLogger(ClickWriter.class);

    /// What a stop waits for at most: a read can't be called back, for it may have taken clicks.
    private static final Duration BLOCK = Duration.ofMillis(200);

    private static final Duration AT_ONCE = Duration.ofMillis(1); // none would be for ever
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

    /// Completes when all that Redis held for this shard is written, or couldn't be.
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

    /// Adds what was delivered in answers that were lost.
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
        write(); // without redis, too, what is held gets into postgres
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

    /// In halves where PostgreSQL refuses the contents, until the refused click is alone. It is
    /// tried once more: a partition that was made at that very moment refuses clicks, too, which a
    /// second try puts where they belong.
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

    /// Keeps a batch that can't be written, with the reason, for an operator to look at.
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

    /// Another writer takes entries over that are held for too long.
    private boolean mayBeTakenOver() {
        return chunk.ageNanos(System.nanoTime()) >= settings.takeOver().toNanos();
    }

    /// Without PostgreSQL's own words, which may quote what is in the click.
    private static String why(PgException refused) {
        String constraint = refused.getConstraint();
        return constraint == null
                ? "SQLSTATE " + refused.getSqlState()
                : "SQLSTATE " + refused.getSqlState() + ", " + constraint;
    }

    /// SQLSTATE class 22 is bad data, class 23 a violated constraint. All else, a missing column or
    /// grant among them, says nothing of the click.
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
