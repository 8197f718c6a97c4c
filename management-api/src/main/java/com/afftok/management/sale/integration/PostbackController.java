package com.afftok.management.sale.integration;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Success;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.PostbackId;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/postbacks`: the postbacks of the last thirty days and their results, and
/// replays of refused postbacks.
@Controller("/api/advertiser/postbacks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PostbackController {

    private static final int REPLAYS_SHOWN = 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final PostbackRepository postbacks;
    private final AskForReplay askForReplay;
    private final ReadInTime read;
    private final ClickNames clicks;
    private final JsonMapper json;
    private final Answers answers;

    PostbackController(
            PostbackRepository postbacks,
            AskForReplay askForReplay,
            ReadInTime read,
            ClickNames clicks,
            JsonMapper json,
            Answers answers) {
        this.postbacks = postbacks;
        this.askForReplay = askForReplay;
        this.read = read;
        this.clicks = clicks;
        this.json = json;
        this.answers = answers;
    }

    @Serdeable
    record Page(List<PostbackView> postbacks, @Nullable String nextCursor) {}

    /// A requested replay. Its result is listed as a new postback.
    @Serdeable
    record Asked(long replayOf, Instant askedAt) {}

    @Allow(Permission.OWN_INTEGRATION_VIEW)
    @Get
    HttpResponse<?> list(Caller.Advertiser caller, @RequestBean PostbackSearch search) {
        Keyset asked = Keyset.of("postbacks", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<PostbackRow> rows = postbacks.list(caller.account().value(), search, asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(rows, row -> PostbackView.of(row, clicks)),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Allow(Permission.OWN_INTEGRATION_VIEW)
    @Get("/{id}")
    HttpResponse<?> postback(HttpRequest<?> request, Caller.Advertiser caller, PostbackId id) {
        long advertiser = caller.account().value();
        Optional<PostbackRow> found = postbacks.find(advertiser, id.value());
        Optional<String> parameters = postbacks.findParameters(advertiser, id.value());
        return found.isPresent() && parameters.isPresent()
                ? answers.ok(
                        new PostbackView.Whole(
                                PostbackView.of(found.get(), clicks),
                                map(parameters.get()),
                                views(
                                        postbacks.listReplays(
                                                advertiser, id.value(), REPLAYS_SHOWN))))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Allow(Permission.OWN_INTEGRATION)
    @Post("/{id}/replay")
    HttpResponse<?> replay(HttpRequest<?> request, Caller.Advertiser caller, PostbackId id) {
        return switch (askForReplay.ask(caller.account(), id)) {
            case AskForReplay.Outcome.Asked asked ->
                    HttpResponse.accepted().body(Success.of(new Asked(id.value(), asked.at())));
            case AskForReplay.Outcome.Missing _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case AskForReplay.Outcome.Impossible(Detail why) ->
                    answers.failed(request, ErrorCode.STATE_002, why);
            case AskForReplay.Outcome.TooManyWait _ -> answers.busy(request, RETRY_AFTER);
            case AskForReplay.Outcome.RedisAway _ -> answers.failed(request, ErrorCode.REDIS_001);
        };
    }

    private List<PostbackView> views(List<PostbackRow> rows) {
        return rows.stream().map(row -> PostbackView.of(row, clicks)).toList();
    }

    private Map<String, String> map(String parameters) {
        try {
            return Objects.requireNonNull(
                    json.readValue(parameters, Argument.mapOf(String.class, String.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
