package com.afftok.edge.write;

import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.redis.RedisLine;
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

/// One shard of the click stream, read by one consumer of the group. Calls block; use a virtual
/// thread. After a connection fails, the next call reconnects.
///
/// Redis assigns entries to a consumer when it executes a read, even if the answer is lost. So
/// after a read without an answer the consumer may own unseen entries; [#mayOwnMore] is true until
/// [#owned] has returned them all.
final class StreamShard {

    /// A batch of clicks.
    ///
    /// @param batch empty if the entry was deleted from the stream after its delivery
    /// @param repeated whether some of its clicks may already be written
    @SuppressWarnings("ArrayRecordComponent")
    record Entry(String id, byte[] batch, boolean repeated) {}

    /// The start of [#owned].
    static final String FIRST = "0";

    /// The maximum of entries, and approximately of bytes, in one read. The size of entries is
    /// estimated from the last read: the journal's are hundreds of times as large as those of an
    /// edge under low load.
    static final int READ_ENTRIES = 64;

    static final int READ_BYTES = 4 << 20;

    /// The estimated size of an entry before the first read.
    static final int LARGE_BATCH = 256 << 10;

    private static final Logger log = LoggerFactory.getLogger(StreamShard.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] NO_BATCH = new byte[0];

    /// Deletes a consumer, unless entries are pending for it, which would be lost.
    private static final String LEAVE =
            """
            local pending = redis.call('XPENDING', KEYS[1], ARGV[1], '-', '+', 1, ARGV[2])
            if #pending > 0 then
              return 0
            end
            redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """;

    /// Deletes all other consumers that own nothing and have been idle for some time.
    private static final String FORGET_IDLE =
            """
            local forgotten = 0
            for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
              local is = {}
              for i = 1, #consumer, 2 do
                is[consumer[i]] = consumer[i + 1]
              end
              if is.pending == 0 and is.idle >= tonumber(ARGV[3]) and is.name ~= ARGV[2] then
                redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], is.name)
                forgotten = forgotten + 1
              end
            end
            return forgotten
            """;

    private final Supplier<Redis> clients;
    private final String name;
    private final String consumer;
    private @Nullable RedisLine line;
    private boolean mayOwnMore;
    private int largest = LARGE_BATCH;

    StreamShard(Supplier<Redis> clients, String name, String consumer) {
        this.clients = clients;
        this.name = name;
        this.consumer = consumer;
    }

    String name() {
        return name;
    }

    /// Waits for entries that were never delivered.
    List<Entry> read(Duration wait) {
        Request read = group().arg("BLOCK").arg(Math.max(1, wait.toMillis())).arg("STREAMS");
        return entriesOfStream(deliver(read.arg(name).arg(">"), wait.plus(TIMEOUT)), false);
    }

    List<Entry> readNow() {
        Request read = group().arg("STREAMS").arg(name).arg(">");
        return entriesOfStream(deliver(read, TIMEOUT), false);
    }

    /// Whether entries may be pending for this consumer that no answer has contained.
    boolean mayOwnMore() {
        return mayOwnMore;
    }

    /// Entries that are pending for this consumer, in order; empty at the end.
    ///
    /// @param after the id of the last entry of the previous answer; [#FIRST] at the beginning
    List<Entry> owned(String after) {
        Request read = group().arg("STREAMS").arg(name).arg(after);
        List<Entry> owned = entriesOfStream(send(read, TIMEOUT), true);
        if (owned.isEmpty()) {
            mayOwnMore = false;
        }
        return owned;
    }

    /// Takes over entries that another writer has held for the given time.
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
                            .arg(count());
            Response answer = required(deliver(claim, TIMEOUT));
            cursor = answer.get(0).toString();
            taken.addAll(entries(answer.get(1), true));
        } while (!"0-0".equals(cursor) && taken.isEmpty());
        if (!taken.isEmpty()) {
            log.atInfo()
                    .addKeyValue("stream", name)
                    .addKeyValue("entries", taken.size())
                    .log("took over from another writer");
        }
        return taken;
    }

    /// Deletes entries before acknowledging them: an entry that was deleted and is still pending is
    /// acknowledged by its next reader. No transaction is used, because a full Redis rejects it.
    void acknowledge(Collection<String> ids) {
        Request acknowledge = Request.cmd(Command.XACK).arg(name).arg(ClickStream.GROUP);
        Request delete = Request.cmd(Command.XDEL).arg(name);
        for (String id : ids) {
            acknowledge.arg(id);
            delete.arg(id);
        }
        NoAnswer.await(connected().batch(List.of(delete, acknowledge)), TIMEOUT);
    }

    /// Leaves the group.
    ///
    /// @return false if entries are pending for this consumer; another writer takes them over
    boolean leave() {
        Request leave =
                Request.cmd(Command.EVAL)
                        .arg(LEAVE)
                        .arg(1)
                        .arg(name)
                        .arg(ClickStream.GROUP)
                        .arg(consumer);
        return "1".equals(required(send(leave, TIMEOUT)).toString());
    }

    /// Removes consumers that own nothing and have been idle for the given time, left by edges that
    /// crashed. A removed consumer is added again by its next read.
    void forgetIdle(Duration idle) {
        Request forget =
                Request.cmd(Command.EVAL)
                        .arg(FORGET_IDLE)
                        .arg(1)
                        .arg(name)
                        .arg(ClickStream.GROUP)
                        .arg(consumer)
                        .arg(idle.toMillis());
        required(send(forget, TIMEOUT));
    }

    /// The next call reconnects.
    void close() {
        RedisLine old = line;
        line = null;
        largest = LARGE_BATCH;
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
                .arg(count());
    }

    private int count() {
        return Math.clamp(READ_BYTES / largest, 1, READ_ENTRIES);
    }

    /// Sends a command that assigns entries to this consumer.
    private @Nullable Response deliver(Request request, Duration timeout) {
        RedisConnection connection = connected();
        boolean mayOwnMoreBefore = mayOwnMore;
        mayOwnMore = true;
        Response answer = NoAnswer.await(connection.send(request), timeout);
        mayOwnMore = mayOwnMoreBefore;
        return answer;
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

    /// The group begins at the start of the stream, because clicks may precede the first writer. A
    /// full Redis refuses this command even if the group exists; reading must continue to make
    /// room.
    private void makeGroup(RedisConnection fresh) {
        Request create =
                Request.cmd(Command.XGROUP)
                        .arg("CREATE")
                        .arg(name)
                        .arg(ClickStream.GROUP)
                        .arg("0")
                        .arg("MKSTREAM");
        NoAnswer.await(fresh.send(create).recover(StreamShard::unlessItMayExist), TIMEOUT);
    }

    private static Future<@Nullable Response> unlessItMayExist(Throwable e) {
        String message = e.getMessage();
        return message != null && (message.startsWith("BUSYGROUP") || message.startsWith("OOM"))
                ? Future.succeededFuture()
                : Future.failedFuture(e);
    }

    private List<Entry> entriesOfStream(@Nullable Response answer, boolean again) {
        if (answer == null) {
            return List.of();
        }
        return answer.isMap()
                ? entries(answer.get(answer.getKeys().iterator().next()), again)
                : entries(answer.get(0).get(1), again);
    }

    private List<Entry> entries(Response answer, boolean again) {
        List<Entry> entries = new ArrayList<>(answer.size());
        int longest = 0;
        for (@Nullable Response entry : answer) {
            if (entry != null) {
                Entry read = entry(entry, again);
                longest = Math.max(longest, read.batch().length);
                entries.add(read);
            }
        }
        if (longest > 0) {
            largest = longest;
        }
        return entries;
    }

    private static Entry entry(Response entry, boolean again) {
        String id = entry.get(0).toString();
        @Nullable Response fields = entry.get(1);
        return fields == null || fields.size() < 2
                ? new Entry(id, NO_BATCH, again)
                : new Entry(id, fields.get(1).toBytes(), again || isRepeated(fields));
    }

    /// The batch is the first field, the mark of repetition the second.
    private static boolean isRepeated(Response fields) {
        return fields.size() > 2 && ClickStream.REPEATED.equals(fields.get(2).toString());
    }

    private static Response required(@Nullable Response answer) {
        if (answer == null) {
            throw new IllegalStateException("redis answered nothing");
        }
        return answer;
    }
}
