package com.afftok.edge.conversion.postback;

import com.afftok.edge.redis.Ask;
import com.afftok.shared.postback.PostbackStream;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Queued postbacks that couldn't be recorded, until an operator has them tried again or dropped.
final class SetAsidePostbacks {

    /// One of them.
    ///
    /// @param transaction mode, advertiser and transaction; "" where the entry didn't say
    record Entry(String id, String transaction, String why) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /// Moves one behind those that wait, in one step, so that it is never in neither nor in both.
    private static final String REPLAY =
            """
            local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
            if #found == 0 then
              return 0
            end
            local said = {k = '', r = ''}
            for i = 1, #found[1][2], 2 do
              said[found[1][2][i]] = found[1][2][i + 1]
            end
            redis.call('XDEL', KEYS[1], ARGV[1])
            redis.call('HINCRBY', KEYS[3], said.k, 1)
            redis.call('XADD', KEYS[2], '*', 'k', said.k, 'r', said.r)
            return 1
            """;

    private final Ask ask;

    SetAsidePostbacks(Redis redis) {
        this.ask = new Ask(redis, TIMEOUT);
    }

    Future<Integer> count() {
        return ask.answer(Request.cmd(Command.XLEN).arg(PostbackQueue.POISON))
                .map(SetAsidePostbacks::number);
    }

    /// Those that were set aside first.
    Future<List<Entry>> oldest(int most) {
        return ask.answer(
                        Request.cmd(Command.XRANGE)
                                .arg(PostbackQueue.POISON)
                                .arg("-")
                                .arg("+")
                                .arg("COUNT")
                                .arg(most))
                .map(SetAsidePostbacks::entries);
    }

    /// Has it take its turn once more.
    ///
    /// @return whether it was there
    Future<Boolean> replay(String id) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(REPLAY)
                                .arg(3)
                                .arg(PostbackQueue.POISON)
                                .arg(PostbackStream.STREAM)
                                .arg(PostbackStream.WAITING)
                                .arg(id))
                .map(replayed -> number(replayed) == 1);
    }

    /// Deletes it for good.
    ///
    /// @return whether it was there
    Future<Boolean> drop(String id) {
        return ask.answer(Request.cmd(Command.XDEL).arg(PostbackQueue.POISON).arg(id))
                .map(deleted -> number(deleted) == 1);
    }

    private static int number(Response answer) {
        return Integer.parseInt(answer.toString());
    }

    private static List<Entry> entries(Response answer) {
        List<Entry> entries = new ArrayList<>();
        for (@Nullable Response entry : answer) {
            if (entry != null) {
                Response said = entry.get(1);
                entries.add(
                        new Entry(entry.get(0).toString(), member(said, "k"), member(said, "why")));
            }
        }
        return entries;
    }

    private static String member(Response said, String name) {
        for (int i = 0; i + 1 < said.size(); i += 2) {
            if (said.get(i).toString().equals(name)) {
                return said.get(i + 1).toString();
            }
        }
        return "";
    }
}
