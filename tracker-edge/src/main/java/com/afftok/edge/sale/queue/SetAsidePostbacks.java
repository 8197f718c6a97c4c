package com.afftok.edge.sale.queue;

import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.SetAsideStream;
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
import org.jspecify.annotations.Nullable;

/// Queued postbacks that could not be recorded, until an operator replays or drops them.
public final class SetAsidePostbacks {

    /// A postback that was set aside.
    ///
    /// @param transaction mode, advertiser and transaction; "" if unknown
    record Entry(String id, String transaction, String why) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /// Moves one to the end of the queue, atomically.
    private static final String REPLAY =
            BoundedStream.FUNCTIONS
                    + """
                    local found = bounded_take(KEYS[1], KEYS[2], ARGV[1])
                    if not found then
                      return 0
                    end
                    local transaction = ''
                    local fields = {}
                    for i = 1, #found, 2 do
                      if found[i] ~= ARGV[2] then
                        fields[#fields + 1] = found[i]
                        fields[#fields + 1] = found[i + 1]
                      end
                      if found[i] == 'k' then
                        transaction = found[i + 1]
                      end
                    end
                    redis.call('HINCRBY', KEYS[4], transaction, 1)
                    bounded_add(KEYS[3], KEYS[5], fields)
                    return 1
                    """;

    private final Ask ask;
    private final SetAsideStream stream;

    public SetAsidePostbacks(Redis redis, SetAsideStream stream) {
        this.ask = new Ask(redis, TIMEOUT);
        this.stream = stream;
    }

    Future<Integer> count() {
        return stream.count();
    }

    /// The oldest ones.
    Future<List<Entry>> oldest(int most) {
        return stream.oldest(most).map(SetAsidePostbacks::entries);
    }

    /// Moves it to the end of the queue.
    ///
    /// @return whether it existed
    Future<Boolean> replay(String id) {
        return ask.answer(
                        Request.cmd(Command.EVAL)
                                .arg(REPLAY)
                                .arg(5)
                                .arg(stream.key())
                                .arg(BoundedStream.bytes(stream.key()))
                                .arg(PostbackStream.STREAM)
                                .arg(PostbackStream.WAITING)
                                .arg(PostbackStream.BYTES)
                                .arg(id)
                                .arg(SetAsideStream.WHY))
                .map(replayed -> "1".equals(replayed.toString()));
    }

    /// Deletes it.
    ///
    /// @return whether it existed
    Future<Boolean> drop(String id) {
        return stream.drop(id);
    }

    private static List<Entry> entries(Response answer) {
        List<Entry> entries = new ArrayList<>();
        for (@Nullable Response entry : answer) {
            if (entry != null) {
                Response said = entry.get(1);
                entries.add(
                        new Entry(
                                entry.get(0).toString(),
                                member(said, "k"),
                                member(said, SetAsideStream.WHY)));
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
