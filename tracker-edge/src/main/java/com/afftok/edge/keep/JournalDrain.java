package com.afftok.edge.keep;

import com.afftok.edge.redis.Ask;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.click.ClickEventWriter;
import com.afftok.shared.click.ClickRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the journal into Redis, oldest first, while Redis accepts it. What Redis has acknowledged
/// is not sent again by this edge, even if its file cannot be deleted. Runs on a virtual thread.
public final class JournalDrain extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(JournalDrain.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CHUNK_BYTES = 256 << 10;

    private final Journal journal;
    private final Ask ask;
    private final int shards;
    private final Duration retry;
    private final Promise<Void> ended = Promise.promise();
    private int shard;
    private Journal.@Nullable Segment current;

    /// How many clicks of the current segment are in Redis.
    private int taken;

    private volatile boolean stopped;

    /// @param retry pause after a write that Redis refused
    public JournalDrain(Journal journal, Redis redis, int shards, Duration retry) {
        this.journal = journal;
        this.ask = new Ask(redis, TIMEOUT);
        this.shards = shards;
        this.retry = retry;
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return ended.future();
    }

    private void run() {
        try {
            while (!stopped) {
                Duration pause = moveAll() ? LOOK : retry;
                vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).await();
            }
            moveAll();
        } finally {
            ended.complete();
        }
    }

    /// False if something remains in the journal. The next call retries after any failure.
    private boolean moveAll() {
        try {
            journal.tidy();
            Journal.Segment segment = journal.oldest();
            while (segment != null) {
                if (!move(segment)) {
                    return false;
                }
                segment = journal.oldest();
            }
            return true;
        } catch (IOException | RuntimeException e) {
            log.error("the journal can't be moved to redis", e);
            return false;
        }
    }

    /// False if Redis did not accept all of it; a later call sends the rest.
    private boolean move(Journal.Segment segment) throws IOException {
        if (!segment.equals(current)) {
            current = segment;
            taken = 0;
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(segment.file());
        } catch (NoSuchFileException _) {
            log.atError().addKeyValue("file", segment.file()).log("a file of the journal is gone");
            journal.drop(segment, false);
            return true;
        }
        List<ClickRecord.Corrupt> damaged = new ArrayList<>();
        ClickEventWriter chunk = new ClickEventWriter();
        int read = 0;
        for (ClickRecord one : ClickEventReader.readAll(bytes)) {
            switch (one) {
                case ClickRecord.Read(ClickEvent click) -> {
                    read++;
                    if (read > taken) {
                        chunk.append(click);
                    }
                }
                case ClickRecord.Corrupt corrupt -> damaged.add(corrupt);
            }
            if (chunk.size() >= CHUNK_BYTES && !add(chunk, read)) {
                return false;
            }
        }
        if (chunk.count() > 0 && !add(chunk, read)) {
            return false;
        }
        damaged.removeIf(one -> wasNeverAcknowledged(one, bytes));
        damaged.forEach(one -> report(segment, one));
        journal.drop(segment, !damaged.isEmpty());
        log.atDebug().addKeyValue("clicks", read).log("journal moved to redis");
        return true;
    }

    /// A crash leaves a partial record at the end of the current file.
    private static boolean wasNeverAcknowledged(ClickRecord.Corrupt damage, byte[] bytes) {
        return damage.offset() + damage.length() == bytes.length
                && ClickEventReader.isCutShort(bytes, damage.offset());
    }

    private static void report(Journal.Segment segment, ClickRecord.Corrupt damage) {
        log.atError()
                .addKeyValue("file", segment.file())
                .addKeyValue("offset", damage.offset())
                .addKeyValue("length", damage.length())
                .addKeyValue("why", damage.why())
                .log("damaged record in the journal");
    }

    private boolean add(ClickEventWriter chunk, int upTo) {
        shard = (shard + 1) % shards;
        Request add =
                Request.cmd(Command.XADD)
                        .arg(ClickStream.name(shard))
                        .arg("*")
                        .arg(ClickStream.FIELD)
                        .arg(chunk.toByteArray())
                        .arg(ClickStream.REPEATED)
                        .arg(1);
        chunk.reset();
        boolean added = ask.answer(add).map(true).otherwise(false).await();
        if (added) {
            taken = upTo;
        }
        return added;
    }
}
