package com.afftok.edge.buffer;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a click that waits in Redis to be written.
///
/// The streams are looked through around the time that the id tells, closely first, then more
/// widely for clocks that differ, and so many entries of each at the most. What an edge has in its
/// journal isn't found, nor what came out of one later.
public final class FindBuffered {

    private static final Logger log = LoggerFactory.getLogger(FindBuffered.class);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int ENTRIES = 1024;

    private static final List<Window> WINDOWS =
            List.of(
                    new Window(Duration.ofMillis(50), Duration.ofSeconds(1)),
                    new Window(Duration.ofSeconds(5), Duration.ofSeconds(10)));

    private final Redis redis;
    private final int shards;

    /// How far before and after the time of the click its entry may be.
    private record Window(Duration before, Duration after) {}

    public FindBuffered(Redis redis, int shards) {
        this.redis = redis;
        this.shards = shards;
    }

    /// The click, or null where it isn't found. Never fails.
    public Future<@Nullable ClickEvent> execute(ClickId id) {
        return look(id, 0)
                .otherwise(e -> {
                    log.debug("the click stream can't be read", e);
                    return null;
                });
    }

    private Future<@Nullable ClickEvent> look(ClickId id, int window) {
        if (window == WINDOWS.size()) {
            return Future.succeededFuture();
        }
        List<Future<@Nullable ClickEvent>> looks =
                IntStream.range(0, shards)
                        .mapToObj(shard -> look(id, shard, WINDOWS.get(window)))
                        .toList();
        return Future.all(looks)
                .compose(_ -> {
                    for (Future<@Nullable ClickEvent> look : looks) {
                        if (look.result() != null) {
                            return look;
                        }
                    }
                    return look(id, window + 1);
                });
    }

    private Future<@Nullable ClickEvent> look(ClickId id, int shard, Window window) {
        Request range =
                Request.cmd(Command.XRANGE)
                        .arg(ClickStream.name(shard))
                        .arg(Math.max(0, id.millis() - window.before.toMillis()))
                        .arg(id.millis() + window.after.toMillis())
                        .arg("COUNT")
                        .arg(ENTRIES);
        return redis.send(range)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .map(entries -> entries == null ? null : find(entries, id));
    }

    private static @Nullable ClickEvent find(Response entries, ClickId id) {
        for (Response entry : entries) {
            Response fields = entry.get(1);
            ClickEvent click = ClickEventReader.find(fields.get(1).toBytes(), id);
            if (click != null) {
                return click;
            }
        }
        return null;
    }
}
