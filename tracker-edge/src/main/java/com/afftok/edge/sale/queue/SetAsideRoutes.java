package com.afftok.edge.sale.queue;

import com.afftok.edge.http.Answer;
import com.afftok.edge.sale.queue.SetAsidePostbacks.Entry;
import com.afftok.shared.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Operations on postbacks that were set aside: `GET /poison/postbacks` lists them with the
/// reasons, `POST /poison/postbacks/replay` queues all, or the one of an `id`, again, and `DELETE
/// /poison/postbacks?id=` drops one.
///
/// Of a postback, the list contains the transaction alone. Replaying one that is recorded changes
/// nothing, and one that fails again is set aside again.
public final class SetAsideRoutes {

    private static final int LISTED = 50;
    private static final int TOGETHER = 100;
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

    private final SetAsidePostbacks postbacks;
    private final Answer answer;

    public SetAsideRoutes(SetAsidePostbacks postbacks, Answer answer) {
        this.postbacks = postbacks;
        this.answer = answer;
    }

    public void mount(Router router) {
        router.get("/poison/postbacks").handler(at -> list(at.request()));
        router.post("/poison/postbacks/replay").handler(at -> replay(at.request()));
        router.delete("/poison/postbacks").handler(at -> drop(at.request()));
    }

    private void list(HttpServerRequest request) {
        respond(
                request,
                postbacks
                        .count()
                        .compose(total ->
                                postbacks
                                        .oldest(LISTED)
                                        .map(oldest ->
                                                new JsonObject()
                                                        .put("total", total)
                                                        .put("postbacks", describe(oldest)))));
    }

    private void replay(HttpServerRequest request) {
        String id = request.getParam("id");
        if (id != null) {
            one(request, id, "replayed", postbacks::replay);
            return;
        }
        respond(
                request,
                postbacks
                        .count()
                        .compose(most -> replay(most, 0))
                        .map(replayed -> new JsonObject().put("replayed", replayed)));
    }

    /// Only as many as there were at the beginning, so that those set aside again are not replayed
    /// again.
    private Future<Integer> replay(int left, int replayed) {
        if (left <= 0) {
            return Future.succeededFuture(replayed);
        }
        return postbacks
                .oldest(Math.min(left, TOGETHER))
                .compose(oldest -> {
                    Future<Integer> done = Future.succeededFuture(replayed);
                    for (Entry entry : oldest) {
                        done =
                                done.compose(before ->
                                        postbacks
                                                .replay(entry.id())
                                                .map(was -> was ? before + 1 : before));
                    }
                    return oldest.isEmpty()
                            ? done
                            : done.compose(sum -> replay(left - oldest.size(), sum));
                });
    }

    private void drop(HttpServerRequest request) {
        one(request, request.getParam("id"), "dropped", postbacks::drop);
    }

    private void one(
            HttpServerRequest request,
            @Nullable String id,
            String done,
            Function<String, Future<Boolean>> work) {
        if (id == null || !ID.matcher(id).matches()) {
            answer.error(request, ErrorCode.VALID_001);
            return;
        }
        work.apply(id)
                .onSuccess(was -> {
                    if (was) {
                        succeed(request, new JsonObject().put(done, 1));
                    } else {
                        answer.error(request, ErrorCode.ROUTE_001);
                    }
                })
                .onFailure(_ -> answer.error(request, ErrorCode.REDIS_001));
    }

    private static JsonArray describe(List<Entry> entries) {
        JsonArray all = new JsonArray();
        for (Entry entry : entries) {
            all.add(
                    new JsonObject()
                            .put("id", entry.id())
                            .put("transaction", entry.transaction())
                            .put("why", entry.why()));
        }
        return all;
    }

    private void respond(HttpServerRequest request, Future<JsonObject> data) {
        data.onSuccess(found -> succeed(request, found))
                .onFailure(_ -> answer.error(request, ErrorCode.REDIS_001));
    }

    private void succeed(HttpServerRequest request, JsonObject data) {
        answer.json(request, 200, new JsonObject().put("success", true).put("data", data));
    }
}
