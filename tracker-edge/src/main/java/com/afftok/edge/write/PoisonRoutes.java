package com.afftok.edge.write;

import com.afftok.edge.buffer.ClickStream;
import com.afftok.edge.http.Answer;
import com.afftok.edge.redis.Ask;
import com.afftok.shared.error.ErrorCode;
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

/// What an operator does about clicks that couldn't be written: `GET /poison` says which batches
/// are set aside and why, `POST /poison/replay` hands them to the writers once more.
///
/// The list has nothing of what is in a click. A batch that is replayed leaves the set-aside ones
/// in the same step in which it enters the stream; clicks of it that are written already stay as
/// they are, and what still can't be written is set aside anew.
public final class PoisonRoutes {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LISTED = 50;
    private static final int TOGETHER = 16;

    private final Ask ask;
    private final int shards;
    private final Answer answer;

    public PoisonRoutes(Redis redis, int shards, Answer answer) {
        this.ask = new Ask(redis, TIMEOUT);
        this.shards = shards;
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
        for (int i = 0; i < shards; i++) {
            int shard = i;
            listed =
                    listed.compose(_ -> length(shard))
                            .onSuccess(length -> total[0] += length)
                            .compose(_ -> oldest(shard, LISTED))
                            .onSuccess(entries -> describe(shard, entries, batches));
        }
        respond(
                request,
                listed.map(_ -> new JsonObject().put("total", total[0]).put("batches", batches)));
    }

    private void replay(HttpServerRequest request) {
        long[] replayed = {0};
        Future<?> done = Future.succeededFuture();
        for (int i = 0; i < shards; i++) {
            int shard = i;
            done =
                    done.compose(_ -> length(shard))
                            .compose(length -> replay(shard, length, replayed));
        }
        respond(request, done.map(_ -> new JsonObject().put("replayed", replayed[0])));
    }

    /// Only as many as there were at the beginning: what is set aside anew isn't replayed again.
    private Future<?> replay(int shard, long left, long[] replayed) {
        if (left <= 0) {
            return Future.succeededFuture();
        }
        return oldest(shard, (int) Math.min(left, TOGETHER))
                .compose(entries -> {
                    if (entries.size() == 0) {
                        return Future.succeededFuture();
                    }
                    return ask.all(moving(shard, entries))
                            .onSuccess(_ -> replayed[0] += entries.size())
                            .compose(_ -> replay(shard, left - entries.size(), replayed));
                });
    }

    private static List<Request> moving(int shard, Response entries) {
        Request delete = Request.cmd(Command.XDEL).arg(ClickStream.poison(shard));
        List<Request> together = new ArrayList<>();
        together.add(Request.cmd(Command.MULTI));
        for (@Nullable Response entry : entries) {
            if (entry != null) {
                together.add(
                        Request.cmd(Command.XADD)
                                .arg(ClickStream.name(shard))
                                .arg("*")
                                .arg(ClickStream.FIELD)
                                .arg(entry.get(1).get(1).toBytes()));
                delete.arg(entry.get(0).toString());
            }
        }
        together.add(delete);
        together.add(Request.cmd(Command.EXEC));
        return together;
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

    private Future<Long> length(int shard) {
        return ask.answer(Request.cmd(Command.XLEN).arg(ClickStream.poison(shard)))
                .map(length -> Long.parseLong(length.toString()));
    }

    private Future<Response> oldest(int shard, int count) {
        return ask.answer(
                Request.cmd(Command.XRANGE)
                        .arg(ClickStream.poison(shard))
                        .arg("-")
                        .arg("+")
                        .arg("COUNT")
                        .arg(count));
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
