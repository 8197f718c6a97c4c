package com.afftok.edge.keep;

import com.afftok.edge.redis.Ask;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.id.ClickId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds a click that is in Redis and not yet written.
///
/// It searches the streams around the time of the click id, first a narrow window, then a wider one
/// for clock skew, with a bounded number of entries each. A recent click that is not found is
/// searched again half a second later, because it may be moving from a journal to Redis. One that
/// left the journal much later is not found.
public final class FindBuffered {

    private static final Logger log = LoggerFactory.getLogger(FindBuffered.class);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int ENTRIES = 1024;

    private static final List<Window> WINDOWS =
            List.of(
                    new Window(Duration.ofMillis(50), Duration.ofSeconds(1)),
                    new Window(Duration.ofSeconds(5), Duration.ofSeconds(10)));

    /// The maximum age of a click that may be moving from a journal, and how long that takes while
    /// Redis is up.
    private static final Duration YOUNG = Duration.ofSeconds(5);

    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Ask ask;
    private final int shards;
    private final InstantSource clock;

    /// How far before and after the click's time its entry may be.
    private record Window(Duration before, Duration after) {}

    public FindBuffered(Vertx vertx, Redis redis, int shards, InstantSource clock) {
        this.vertx = vertx;
        this.ask = new Ask(redis, TIMEOUT);
        this.shards = shards;
        this.clock = clock;
    }

    /// The click, or null if not found. Never fails.
    public Future<@Nullable ClickEvent> execute(ClickId id) {
        return look(id, 0)
                .compose(found ->
                        found == null && isYoung(id)
                                ? vertx.timer(ON_ITS_WAY.toMillis()).compose(_ -> look(id, 0))
                                : Future.succeededFuture(found))
                .otherwise(e -> {
                    log.debug("the click stream can't be read", e);
                    return null;
                });
    }

    private boolean isYoung(ClickId id) {
        return clock.millis() - id.millis() < YOUNG.toMillis();
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
        return ask.maybe(range).map(entries -> entries == null ? null : find(entries, id));
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
