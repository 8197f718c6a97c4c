package com.afftok.edge.write;

import com.afftok.edge.buffer.ClickStream;
import com.afftok.edge.buffer.RedisLine;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventWriter;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One shard of the click stream as one consumer of the group sees it. Blocking calls, for a
/// virtual thread. A connection that breaks is made anew by the next call.
final class StreamShard {

    /// One `XADD` of an edge: a batch of clicks.
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String id, byte[] batch) {}

    private static final Logger log = LoggerFactory.getLogger(StreamShard.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int ENTRIES = 64;
    private static final int POISON_ENTRIES = 10_000;

    private final Supplier<Redis> clients;
    private final String name;
    private final String poison;
    private final String consumer;
    private @Nullable RedisLine line;

    StreamShard(Supplier<Redis> clients, String name, String poison, String consumer) {
        this.clients = clients;
        this.name = name;
        this.poison = poison;
        this.consumer = consumer;
    }

    String name() {
        return name;
    }

    /// Waits for entries that no writer has had yet.
    List<Entry> read(Duration wait) {
        Request read = group().arg("BLOCK").arg(Math.max(1, wait.toMillis())).arg("STREAMS");
        return entriesOfStream(send(read.arg(name).arg(">"), wait.plus(TIMEOUT)));
    }

    List<Entry> readNow() {
        return entriesOfStream(send(group().arg("STREAMS").arg(name).arg(">"), TIMEOUT));
    }

    /// Entries that another writer took and has not acknowledged for that long.
    List<Entry> takeOver(Duration idle) {
        List<Entry> taken = new ArrayList<>();
        String cursor = "0-0";
        do {
            Request claim =
                    Request.cmd(Command.XAUTOCLAIM)
                            .arg(name)
                            .arg(ClickStream.GROUP)
                            .arg(consumer)
                            .arg(idle.toMillis())
                            .arg(cursor)
                            .arg("COUNT")
                            .arg(ENTRIES);
            Response answer = required(send(claim, TIMEOUT));
            cursor = answer.get(0).toString();
            taken.addAll(entries(answer.get(1)));
        } while (!"0-0".equals(cursor) && taken.size() < ENTRIES);
        if (!taken.isEmpty()) {
            log.atInfo()
                    .addKeyValue("stream", name)
                    .addKeyValue("entries", taken.size())
                    .log("took over from another writer");
        }
        return taken;
    }

    /// Acknowledged entries leave the stream in the same step.
    void acknowledge(Collection<String> ids) {
        Request acknowledge = Request.cmd(Command.XACK).arg(name).arg(ClickStream.GROUP);
        Request delete = Request.cmd(Command.XDEL).arg(name);
        for (String id : ids) {
            acknowledge.arg(id);
            delete.arg(id);
        }
        List<Request> together =
                List.of(Request.cmd(Command.MULTI), acknowledge, delete, Request.cmd(Command.EXEC));
        NoAnswer.await(connected().batch(together), TIMEOUT);
    }

    void setAside(ClickEvent click, String why) {
        ClickEventWriter alone = new ClickEventWriter();
        alone.append(click);
        setAside(alone.toByteArray(), why);
    }

    /// Keeps a batch that can't be written, with the reason, for somebody to look at.
    void setAside(byte[] batch, String why) {
        log.atError().addKeyValue("stream", poison).addKeyValue("why", why).log("click set aside");
        send(
                Request.cmd(Command.XADD)
                        .arg(poison)
                        .arg("MAXLEN")
                        .arg("~")
                        .arg(POISON_ENTRIES)
                        .arg("*")
                        .arg(ClickStream.FIELD)
                        .arg(batch)
                        .arg("why")
                        .arg(why),
                TIMEOUT);
    }

    /// Gives up the place in the group; only for a consumer that has acknowledged all it read.
    void leave() {
        send(
                Request.cmd(Command.XGROUP)
                        .arg("DELCONSUMER")
                        .arg(name)
                        .arg(ClickStream.GROUP)
                        .arg(consumer),
                TIMEOUT);
    }

    /// The next call connects anew.
    void close() {
        RedisLine old = line;
        line = null;
        if (old != null) {
            old.close();
        }
    }

    private Request group() {
        return Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(ClickStream.GROUP)
                .arg(consumer)
                .arg("COUNT")
                .arg(ENTRIES);
    }

    private @Nullable Response send(Request request, Duration timeout) {
        return NoAnswer.await(connected().send(request), timeout);
    }

    private RedisConnection connected() {
        RedisLine usable = line;
        if (usable == null) {
            usable = NoAnswer.await(RedisLine.open(clients), TIMEOUT);
            RedisLine fresh = usable;
            fresh.connection()
                    .exceptionHandler(e -> log.debug("click stream interrupted", e))
                    .endHandler(_ -> lost(fresh));
            line = fresh;
            makeGroup(fresh.connection());
        }
        return usable.connection();
    }

    private void lost(RedisLine gone) {
        if (gone.equals(line)) {
            line = null;
        }
    }

    /// From the beginning of the stream: clicks may be there before their first writer.
    private void makeGroup(RedisConnection fresh) {
        Request create =
                Request.cmd(Command.XGROUP)
                        .arg("CREATE")
                        .arg(name)
                        .arg(ClickStream.GROUP)
                        .arg("0")
                        .arg("MKSTREAM");
        NoAnswer.await(fresh.send(create).recover(StreamShard::unlessItExists), TIMEOUT);
    }

    private static Future<@Nullable Response> unlessItExists(Throwable e) {
        String message = e.getMessage();
        return message != null && message.startsWith("BUSYGROUP")
                ? Future.succeededFuture()
                : Future.failedFuture(e);
    }

    private static List<Entry> entriesOfStream(@Nullable Response answer) {
        if (answer == null) {
            return List.of();
        }
        return answer.isMap()
                ? entries(answer.get(answer.getKeys().iterator().next()))
                : entries(answer.get(0).get(1));
    }

    private static List<Entry> entries(Response answer) {
        List<Entry> entries = new ArrayList<>(answer.size());
        for (@Nullable Response entry : answer) {
            if (entry != null && entry.get(1) != null) {
                entries.add(new Entry(entry.get(0).toString(), entry.get(1).get(1).toBytes()));
            }
        }
        return entries;
    }

    private static Response required(@Nullable Response answer) {
        if (answer == null) {
            throw new IllegalStateException("redis answered nothing");
        }
        return answer;
    }
}
