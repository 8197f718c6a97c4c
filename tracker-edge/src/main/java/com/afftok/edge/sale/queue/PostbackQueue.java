package com.afftok.edge.sale.queue;

import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.attribute.Unattributed;
import com.afftok.shared.postback.PostbackStream;
import com.afftok.shared.redis.BoundedStream;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Proven postbacks that wait in Redis for PostgreSQL, in order of arrival, with the transactions
/// that they concern: later postbacks of such a transaction must also wait. Requested replays wait
/// in the same queue.
public final class PostbackQueue {

    /// The stream of postbacks that were set aside.
    public static final String POISON = "postbacks:poison:{0}";

    /// Before the id of any entry.
    static final String START = "0-0";

    /// A queued postback.
    ///
    /// @param transaction under which it is counted as waiting
    /// @param report as JSON, or a requested replay
    record Entry(String id, String transaction, String report) {}

    private static final Duration LOOK_TIMEOUT = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /// Claims of browsers may use one part in this many of the queue, so that room is left for
    /// proven reports.
    private static final int CLAIMS = 10;

    /// Two names and two values.
    private static final int FIELDS = 4;

    /// Removes an entry from the queue: 1, or 0 if it does not exist. With a reason it is set aside
    /// atomically; -1 if there is no room for that, and it remains.
    private static final String REMOVE =
            BoundedStream.FUNCTIONS
                    + """
                    local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
                    if #found == 0 then
                      return 0
                    end
                    local fields = found[1][2]
                    if ARGV[3] ~= '' then
                      fields[#fields + 1] = ARGV[6]
                      fields[#fields + 1] = ARGV[3]
                      if not bounded_has_room(KEYS[4], KEYS[5], ARGV[4], ARGV[5], fields) then
                        return -1
                      end
                    end
                    bounded_take(KEYS[1], KEYS[3], ARGV[1])
                    if redis.call('HINCRBY', KEYS[2], ARGV[2], -1) <= 0 then
                      redis.call('HDEL', KEYS[2], ARGV[2])
                    end
                    if ARGV[3] ~= '' then
                      bounded_add(KEYS[4], KEYS[5], fields)
                    end
                    return 1
                    """;

    private final Ask ask;
    private final int most;
    private final long mostBytes;
    private final SetAsideStream poison;

    /// @param most maximum of entries, and `mostBytes` of their size
    public PostbackQueue(Redis redis, int most, long mostBytes, SetAsideStream poison) {
        this.ask = new Ask(redis, TIMEOUT);
        this.most = most;
        this.mostBytes = mostBytes;
        this.poison = poison;
    }

    /// Whether an earlier postback of the same transaction is waiting.
    Future<Boolean> holds(Report report) {
        return ask.within(LOOK_TIMEOUT)
                .answer(
                        Request.cmd(Command.HEXISTS)
                                .arg(PostbackStream.WAITING)
                                .arg(transaction(report)))
                .map(found -> number(found) == 1);
    }

    /// Completes when Redis has it; false if the queue is full.
    Future<Boolean> append(Report report) {
        return append(
                transaction(report),
                QueuedReport.encode(report),
                report.source().claims() ? CLAIMS : 1);
    }

    /// Completes when Redis has it; false if the queue is full.
    Future<Boolean> append(Unattributed postback) {
        return append(
                PostbackStream.transaction(
                        postback.mode().label(), postback.advertiser(), postback.transaction()),
                postback.encode(),
                1);
    }

    /// @param share of the queue that its kind may use, one part in this many
    private Future<Boolean> append(String transaction, String waiting, int share) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(PostbackStream.APPEND)
                                .arg(3)
                                .arg(PostbackStream.STREAM)
                                .arg(PostbackStream.WAITING)
                                .arg(PostbackStream.BYTES)
                                .arg(Math.max(1, most / share))
                                .arg(mostBytes / share)
                                .arg(transaction)
                                .arg(waiting))
                .map(appended -> number(appended) == 1);
    }

    /// The first entries after one, in order.
    ///
    /// @param id of the entry, which may be gone, or [#START]
    Future<List<Entry>> behind(String id, int count) {
        Request first =
                Request.cmd(Command.XRANGE)
                        .arg(PostbackStream.STREAM)
                        .arg("(" + id)
                        .arg("+")
                        .arg("COUNT")
                        .arg(count);
        return ask.answer(first)
                .map(entries -> {
                    List<Entry> behind = new ArrayList<>(entries.size());
                    for (Response entry : entries) {
                        behind.add(entry(entry));
                    }
                    return behind;
                });
    }

    /// Whether no other entry of its transaction is waiting.
    Future<Boolean> isAlone(Entry entry) {
        return ask.answer(
                        Request.cmd(Command.HGET)
                                .arg(PostbackStream.WAITING)
                                .arg(entry.transaction))
                .map(count -> count != null && number(count) == 1);
    }

    Future<?> remove(Entry entry) {
        return remove(entry, "");
    }

    /// Sets it aside with the reason; false if no more can be set aside, and it remains in the
    /// queue.
    Future<Boolean> setAside(Entry entry, String why) {
        return remove(entry, why)
                .map(removed -> removed >= 0)
                .onSuccess(removed -> {
                    if (removed) {
                        poison.flows();
                    } else {
                        poison.standsStill();
                    }
                });
    }

    /// Reports that the queue continues, if it had stopped.
    void moves() {
        poison.flows();
    }

    Future<Integer> length() {
        return ask.answer(Request.cmd(Command.XLEN).arg(PostbackStream.STREAM))
                .map(PostbackQueue::number);
    }

    Future<Integer> poison() {
        return poison.count();
    }

    private Future<Integer> remove(Entry entry, String why) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(REMOVE)
                                .arg(5)
                                .arg(PostbackStream.STREAM)
                                .arg(PostbackStream.WAITING)
                                .arg(PostbackStream.BYTES)
                                .arg(poison.key())
                                .arg(BoundedStream.bytes(poison.key()))
                                .arg(entry.id)
                                .arg(entry.transaction)
                                .arg(why)
                                .arg(poison.bound().entries())
                                .arg(poison.bound().bytes())
                                .arg(SetAsideStream.WHY))
                .map(PostbackQueue::number);
    }

    private static int number(Response answer) {
        return Integer.parseInt(answer.toString());
    }

    private static Entry entry(Response entry) {
        Response fields = entry.get(1);
        String id = entry.get(0).toString();
        return fields.size() < FIELDS
                ? new Entry(id, "", "")
                : new Entry(id, fields.get(1).toString(), fields.get(3).toString());
    }

    private static String transaction(Report report) {
        return PostbackStream.transaction(
                report.mode().label(), report.parties().advertiser(), report.transaction());
    }
}
