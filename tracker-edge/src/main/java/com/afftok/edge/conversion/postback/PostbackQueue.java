package com.afftok.edge.conversion.postback;

import com.afftok.edge.conversion.Report;
import com.afftok.edge.redis.Ask;
import com.afftok.shared.postback.PostbackStream;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Proven postbacks that wait in Redis for PostgreSQL, in the order in which they came, and beside
/// them which transactions they are about: whatever comes after one of the same transaction has to
/// wait behind it. Replays that advertisers ask for wait in the same order.
final class PostbackQueue {

    static final String POISON = "postbacks:poison:{0}";

    /// One of them.
    ///
    /// @param transaction under which it is counted as waiting
    /// @param report as JSON, or a replay that was asked for
    record Entry(String id, String transaction, String report) {}

    private static final Duration LOOK_TIMEOUT = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /// One in so many of what may wait.
    private static final int CLAIMS = 10;

    private static final int POISON_ENTRIES = 10_000;

    /// Two names and two values.
    private static final int FIELDS = 4;

    private static final String REMOVE =
            """
            if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then
              return 0
            end
            if redis.call('HINCRBY', KEYS[2], ARGV[2], -1) <= 0 then
              redis.call('HDEL', KEYS[2], ARGV[2])
            end
            if ARGV[3] ~= '' then
              redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[4], '*',
                         'k', ARGV[2], 'r', ARGV[5], 'why', ARGV[3])
            end
            return 1
            """;

    private final Ask ask;
    private final int most;

    PostbackQueue(Redis redis, int most) {
        this.ask = new Ask(redis, TIMEOUT);
        this.most = most;
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

    /// Completes when Redis has it; false where the queue is full.
    Future<Boolean> append(Report report) {
        return append(
                transaction(report),
                QueuedReport.encode(report),
                report.source().claims() ? mostClaims() : most);
    }

    /// Completes when Redis has it; false where the queue is full.
    Future<Boolean> append(Unattributed postback) {
        return append(
                PostbackStream.transaction(
                        postback.mode().label(), postback.advertiser(), postback.transaction()),
                postback.encode(),
                most);
    }

    private Future<Boolean> append(String transaction, String waiting, int room) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(PostbackStream.APPEND)
                                .arg(2)
                                .arg(PostbackStream.STREAM)
                                .arg(PostbackStream.WAITING)
                                .arg(room)
                                .arg(transaction)
                                .arg(waiting))
                .map(appended -> number(appended) == 1);
    }

    /// The one that came first, or null where none waits.
    Future<@Nullable Entry> oldest() {
        Request first =
                Request.cmd(Command.XRANGE)
                        .arg(PostbackStream.STREAM)
                        .arg("-")
                        .arg("+")
                        .arg("COUNT")
                        .arg(1);
        return ask.answer(first).map(entries -> entries.size() == 0 ? null : entry(entries.get(0)));
    }

    Future<?> remove(Entry entry) {
        return remove(entry, "");
    }

    /// Puts it where somebody can look at it, with the reason.
    Future<?> setAside(Entry entry, String why) {
        return remove(entry, why);
    }

    Future<Integer> length() {
        return ask.answer(Request.cmd(Command.XLEN).arg(PostbackStream.STREAM))
                .map(PostbackQueue::number);
    }

    Future<Integer> poison() {
        return ask.answer(Request.cmd(Command.XLEN).arg(POISON)).map(PostbackQueue::number);
    }

    private Future<?> remove(Entry entry, String why) {
        return ask.answer(
                Request.cmd(Command.EVAL)
                        .arg(REMOVE)
                        .arg(3)
                        .arg(PostbackStream.STREAM)
                        .arg(PostbackStream.WAITING)
                        .arg(POISON)
                        .arg(entry.id)
                        .arg(entry.transaction)
                        .arg(why)
                        .arg(POISON_ENTRIES)
                        .arg(entry.report));
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

    /// What browsers claim leaves room for what is proven.
    private int mostClaims() {
        return Math.max(1, most / CLAIMS);
    }

    private static String transaction(Report report) {
        return PostbackStream.transaction(
                report.mode().label(), report.parties().advertiser(), report.transaction());
    }
}
