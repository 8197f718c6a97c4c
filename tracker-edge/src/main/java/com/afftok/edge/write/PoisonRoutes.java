package com.afftok.edge.write;

import com.afftok.edge.http.Answer;
import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.redis.Ask;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.redis.BoundedStream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations on clicks that could not be written: `GET /poison` lists the batches that were set
/// aside with the reasons, `POST /poison/replay` returns them to the writers.
///
/// The list contains no data of clicks. A replay moves a batch into the stream atomically; clicks
/// that are already written remain unchanged, and what still cannot be written is set aside again.
public final class PoisonRoutes {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LISTED = 50;
    private static final int TOGETHER = 16;

    private static final String REPLAY =
            BoundedStream.FUNCTIONS
                    + """
                    local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
                    if #found == 0 then
                      return 0
                    end
                    local fields = found[1][2]
                    for i = 1, #fields, 2 do
                      if fields[i] == ARGV[2] then
                        bounded_take(KEYS[1], KEYS[2], ARGV[1])
                        redis.call('XADD', KEYS[3], '*', ARGV[2], fields[i + 1], ARGV[3], '1')
                        return 1
                      end
                    end
                    return 0
                    """;

    private final Ask ask;
    private final List<SetAsideStream> poison;
    private final Answer answer;

    /// @param poison the set-aside stream of each shard
    public PoisonRoutes(Redis redis, List<SetAsideStream> poison, Answer answer) {
        this.ask = new Ask(redis, TIMEOUT);
        this.poison = poison;
        this.answer = answer;
    }

    public void mount(Router router) {
        router.get("/poison").handler(at -> list(at.request()));
        router.post("/poison/replay").handler(at -> replay(at.request()));
    }

    private void list(HttpServerRequest request) {
        JsonArray batches = new JsonArray();
        long[] total = {0};
        Future<?> listed = Future.succeededFuture();
        for (int i = 0; i < poison.size(); i++) {
            int shard = i;
            listed =
                    listed.compose(_ -> poison.get(shard).count())
                            .onSuccess(length -> total[0] += length)
                            .compose(_ -> poison.get(shard).oldest(LISTED))
                            .onSuccess(entries -> describe(shard, entries, batches));
        }
        respond(
                request,
                listed.map(_ -> new JsonObject().put("total", total[0]).put("batches", batches)));
    }

    private void replay(HttpServerRequest request) {
        long[] replayed = {0};
        Future<?> done = Future.succeededFuture();
        for (int i = 0; i < poison.size(); i++) {
            int shard = i;
            done =
                    done.compose(_ -> poison.get(shard).count())
                            .compose(length -> replay(shard, length, replayed));
        }
        respond(request, done.map(_ -> new JsonObject().put("replayed", replayed[0])));
    }

    /// Only as many as there were at the beginning, so that those set aside again are not replayed
    /// again.
    private Future<?> replay(int shard, long left, long[] replayed) {
        if (left <= 0) {
            return Future.succeededFuture();
        }
        return poison.get(shard)
                .oldest((int) Math.min(left, TOGETHER))
                .compose(entries -> {
                    if (entries.size() == 0) {
                        return Future.succeededFuture();
                    }
                    return ask.all(replays(shard, entries))
                            .onSuccess(moved -> replayed[0] += ones(moved))
                            .compose(_ -> replay(shard, left - entries.size(), replayed));
                });
    }

    private List<Request> replays(int shard, Response entries) {
        String key = poison.get(shard).key();
        List<Request> replays = new ArrayList<>();
        for (@Nullable Response entry : entries) {
            if (entry != null) {
                replays.add(
                        Request.cmd(Command.EVAL)
                                .arg(REPLAY)
                                .arg(3)
                                .arg(key)
                                .arg(BoundedStream.bytes(key))
                                .arg(ClickStream.name(shard))
                                .arg(entry.get(0).toString())
                                .arg(ClickStream.FIELD)
                                .arg(ClickStream.REPEATED));
            }
        }
        return replays;
    }

    private static long ones(List<Response> moved) {
        return moved.stream().filter(one -> "1".equals(String.valueOf(one))).count();
    }

    private static void describe(int shard, Response entries, JsonArray batches) {
        for (@Nullable Response entry : entries) {
            if (entry != null) {
                Response fields = entry.get(1);
                batches.add(
                        new JsonObject()
                                .put("shard", shard)
                                .put("id", entry.get(0).toString())
                                .put("why", fields.size() > 3 ? fields.get(3).toString() : "")
                                .put("bytes", fields.get(1).toBytes().length));
            }
        }
    }

    private void respond(HttpServerRequest request, Future<JsonObject> data) {
        data.onSuccess(found ->
                        answer.json(
                                request,
                                200,
                                new JsonObject().put("success", true).put("data", found)))
                .onFailure(_ -> answer.error(request, ErrorCode.REDIS_001));
    }
}
