package com.afftok.edge.buffer;

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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what the journal holds into Redis, oldest first, as soon as Redis takes it. Runs on a
/// virtual thread, away from the event loops.
public final class JournalDrain extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(JournalDrain.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int CHUNK_BYTES = 256 << 10;

    private final Journal journal;
    private final Redis redis;
    private final int shards;
    private final Duration retry;
    private final Promise<Void> ended = Promise.promise();
    private int shard;
    private volatile boolean stopped;

    /// @param retry how long it waits after a write that Redis did not take
    public JournalDrain(Journal journal, Redis redis, int shards, Duration retry) {
        this.journal = journal;
        this.redis = redis;
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
        while (!stopped) {
            Duration pause = drain() ? LOOK : retry;
            vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS).await();
        }
        drain();
        ended.complete();
    }

    /// False when something is left in the journal that couldn't be moved.
    private boolean drain() {
        try {
            Journal.Segment segment = journal.oldest();
            while (segment != null) {
                if (!send(segment)) {
                    return false;
                }
                segment = journal.oldest();
            }
            return true;
        } catch (IOException e) {
            log.atError().addKeyValue("cause", e.toString()).log("the journal can't be read");
            return false;
        }
    }

    /// False when Redis didn't take all of it; then the whole segment is sent again later.
    private boolean send(Journal.Segment segment) throws IOException {
        ClickEventWriter chunk = new ClickEventWriter();
        int clicks = 0;
        int damaged = 0;
        for (ClickRecord one : ClickEventReader.readAll(Files.readAllBytes(segment.file()))) {
            switch (one) {
                case ClickRecord.Read read -> {
                    chunk.append(read.event());
                    clicks++;
                }
                case ClickRecord.Corrupt(int offset, int length, String why) -> {
                    damaged++;
                    log.atError()
                            .addKeyValue("file", segment.file())
                            .addKeyValue("offset", offset)
                            .addKeyValue("length", length)
                            .addKeyValue("why", why)
                            .log("damaged record in the journal");
                }
            }
            if (chunk.size() >= CHUNK_BYTES && !add(chunk)) {
                return false;
            }
        }
        if (chunk.count() > 0 && !add(chunk)) {
            return false;
        }
        journal.drop(segment, damaged > 0);
        log.atInfo().addKeyValue("clicks", clicks).log("journal moved to redis");
        return true;
    }

    private boolean add(ClickEventWriter chunk) {
        shard = (shard + 1) % shards;
        Request add =
                Request.cmd(Command.XADD)
                        .arg(ClickStream.name(shard))
                        .arg("*")
                        .arg(ClickStream.FIELD)
                        .arg(chunk.toByteArray());
        chunk.reset();
        return redis.send(add)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .map(true)
                .otherwise(false)
                .await();
    }
}
