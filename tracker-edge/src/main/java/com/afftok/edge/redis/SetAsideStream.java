package com.afftok.edge.redis;

import com.afftok.shared.redis.BoundedStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A Redis stream of records that cannot be processed, until an operator replays or drops them.
///
/// It is bounded and drops nothing. At its bound it refuses a record; the caller then keeps the
/// record, acknowledges nothing, and retries. A metric shows this state, and one line is logged.
public final class SetAsideStream {

    /// The field with the reason.
    public static final String WHY = "why";

    /// The maximum of a stream.
    public record Bound(int entries, long bytes) {}

    private static final Logger log = LoggerFactory.getLogger(SetAsideStream.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final String ADD =
            BoundedStream.FUNCTIONS
                    + """
                    local fields = {}
                    for i = 3, #ARGV do
                      fields[i - 2] = ARGV[i]
                    end
                    if not bounded_has_room(KEYS[1], KEYS[2], ARGV[1], ARGV[2], fields) then
                      return 0
                    end
                    bounded_add(KEYS[1], KEYS[2], fields)
                    return 1
                    """;

    private static final String DROP =
            BoundedStream.FUNCTIONS
                    + """
                    return bounded_take(KEYS[1], KEYS[2], ARGV[1]) and 1 or 0
                    """;

    private final Ask ask;
    private final String key;
    private final Bound bound;
    private final AtomicBoolean full = new AtomicBoolean();

    public SetAsideStream(Redis redis, String key, Bound bound, MeterRegistry registry) {
        this.ask = new Ask(redis, TIMEOUT);
        this.key = key;
        this.bound = bound;
        Gauge.builder("afftok_set_aside_full", full, is -> is.get() ? 1 : 0)
                .description("1 while processing stands still because no more can be set aside")
                .tag("stream", key)
                .register(registry);
    }

    public String key() {
        return key;
    }

    public Bound bound() {
        return bound;
    }

    /// Completes when Redis has the record; false if there is no room.
    public Future<Boolean> add(String field, byte[] record, String why) {
        Request add =
                Request.cmd(Command.EVAL)
                        .arg(ADD)
                        .arg(2)
                        .arg(key)
                        .arg(BoundedStream.bytes(key))
                        .arg(bound.entries)
                        .arg(bound.bytes)
                        .arg(field)
                        .arg(record)
                        .arg(WHY)
                        .arg(why);
        return ask.answer(add)
                .map(added -> "1".equals(added.toString()))
                .onSuccess(added -> {
                    if (added) {
                        flows();
                    } else {
                        standsStill();
                    }
                });
    }

    public Future<Integer> count() {
        return ask.answer(Request.cmd(Command.XLEN).arg(key))
                .map(count -> Integer.parseInt(count.toString()));
    }

    /// The oldest records.
    public Future<Response> oldest(int most) {
        return ask.answer(
                Request.cmd(Command.XRANGE).arg(key).arg("-").arg("+").arg("COUNT").arg(most));
    }

    /// Deletes a record.
    ///
    /// @return whether it existed
    public Future<Boolean> drop(String id) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(DROP)
                                .arg(2)
                                .arg(key)
                                .arg(BoundedStream.bytes(key))
                                .arg(id))
                .map(dropped -> "1".equals(dropped.toString()));
    }

    /// Reports that a record found no room and processing has stopped.
    public void standsStill() {
        if (full.compareAndSet(false, true)) {
            log.atError()
                    .addKeyValue("stream", key)
                    .addKeyValue("entries", bound.entries)
                    .addKeyValue("bytes", bound.bytes)
                    .log(
                            "no more can be set aside, processing stands still until an operator acts");
        }
    }

    /// Reports that processing continues.
    public void flows() {
        if (full.compareAndSet(true, false)) {
            log.atInfo().addKeyValue("stream", key).log("processing continues");
        }
    }
}
