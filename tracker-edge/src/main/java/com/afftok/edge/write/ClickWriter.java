package com.afftok.edge.write;

import com.afftok.edge.buffer.ClickStream;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickRecord;
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
/// clicks are written in one transaction, and only after its commit are the entries acknowledged
/// and removed from the stream. A writer that dies in between leaves its entries to another, and
/// the click ids keep the rows from being written twice. While PostgreSQL is away the writer holds
/// what it has gathered, reads no more, and tries again. A click that PostgreSQL refuses for what
/// it contains is set aside with the reason; it doesn't hold up the others.
///
/// Runs on a virtual thread: the loop reads from top to bottom.
public final class ClickWriter extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(ClickWriter.class);

    /// What a stop waits for at most: a read can't be called back, for it may have taken clicks.
    private static final Duration BLOCK = Duration.ofMillis(200);

    private static final Duration AT_ONCE = Duration.ofMillis(1); // none would be for ever
    private static final Duration RETRY_AT_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_AT_MOST = Duration.ofSeconds(2);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(30);

    private final WriteSettings settings;
    private final WriteClicks write;
    private final StreamShard shard;
    private final WriteMetrics metrics;
    private final Promise<Void> ended = Promise.promise();
    private Chunk chunk = new Chunk();
    private Duration retry = RETRY_AT_FIRST;
    private long nextTakeOver;
    private volatile boolean stopped;

    public ClickWriter(
            Supplier<Redis> clients,
            WriteClicks write,
            WriteSettings settings,
            int shard,
            String name,
            WriteMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.write = write;
        this.shard =
                new StreamShard(clients, ClickStream.name(shard), ClickStream.poison(shard), name);
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
        if (isDue()) {
            return; // it couldn't be written before, and nothing is read until it is
        }
        long now = System.nanoTime();
        if (now >= nextTakeOver) {
            List<StreamShard.Entry> left = shard.takeOver(settings.takeOver());
            add(left);
            if (left.isEmpty()) {
                nextTakeOver = now + settings.takeOver().toNanos();
            }
        }
        add(shard.read(untilDue(now)));
    }

    private void writeTheRest() {
        List<StreamShard.Entry> more;
        do {
            write();
            more = shard.readNow();
            add(more);
        } while (!more.isEmpty());
        shard.leave();
    }

    private void add(List<StreamShard.Entry> entries) {
        for (StreamShard.Entry entry : entries) {
            chunk.add(entry.id(), entry.batch(), System.nanoTime());
        }
        metrics.holds(chunk.oldestMillis());
    }

    private boolean isDue() {
        return chunk.size() >= settings.clicks()
                || chunk.ageNanos(System.nanoTime()) >= settings.every().toNanos();
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
        insert(chunk.clicks(this::setAside));
        shard.acknowledge(chunk.entries());
        chunk = new Chunk();
        metrics.holdsNothing();
    }

    private void setAside(byte[] batch, ClickRecord.Corrupt damaged) {
        shard.setAside(
                batch,
                "offset %d, length %d: %s"
                        .formatted(damaged.offset(), damaged.length(), damaged.why()));
        metrics.setAside();
    }

    /// One transaction for all; where PostgreSQL refuses the contents, halves, until the refused
    /// click stands alone. It is tried once more: a partition that was made at that very moment
    /// refuses clicks, too, which a second try puts where they belong.
    private void insert(List<ClickEvent> clicks) {
        if (clicks.isEmpty() || refusal(clicks) == null) {
            return;
        }
        if (clicks.size() > 1) {
            int half = clicks.size() / 2;
            insert(clicks.subList(0, half));
            insert(clicks.subList(half, clicks.size()));
            return;
        }
        PgException refused = refusal(clicks);
        if (refused != null) {
            shard.setAside(clicks.getFirst(), why(refused));
            metrics.setAside();
        }
    }

    private @Nullable PgException refusal(List<ClickEvent> clicks) {
        try {
            long began = System.nanoTime();
            WriteClicks.Written written = NoAnswer.await(write.execute(clicks), COMMIT_TIMEOUT);
            metrics.wrote(clicks.size(), written, System.nanoTime() - began);
            return null;
        } catch (PgException e) {
            if (refusesContents(e)) {
                return e;
            }
            throw e;
        }
    }

    /// Without PostgreSQL's own words, which may quote what is in the click.
    private static String why(PgException refused) {
        String constraint = refused.getConstraint();
        return constraint == null
                ? "SQLSTATE " + refused.getSqlState()
                : "SQLSTATE " + refused.getSqlState() + ", " + constraint;
    }

    /// SQLSTATE class 22 is bad data, class 23 a violated constraint.
    private static boolean refusesContents(PgException e) {
        return e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23");
    }

    private void faulty(RuntimeException e) {
        if (retry.equals(RETRY_AT_FIRST)) {
            log.atWarn()
                    .addKeyValue("stream", shard.name())
                    .addKeyValue("waiting", chunk.size())
                    .addKeyValue("cause", e.toString())
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
