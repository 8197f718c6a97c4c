package com.afftok.edge.sale.postback;

import com.afftok.edge.http.Answer;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.edge.sale.attribute.Reply;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers postbacks: in JSON, or in the single line that tracking tools expect.
final class AnswerPostback {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Answer answer;

    AnswerPostback(Answer answer) {
        this.answer = answer;
    }

    void send(HttpServerRequest request, Reply reply, boolean asText) {
        switch (reply) {
            case Reply.Done done -> success(request, OK, done(done), asText);
            case Reply.Queued _ ->
                    success(request, ACCEPTED, new JsonObject().put("status", "queued"), asText);
            case Reply.Repeated(Recorded.Repeated repeated) ->
                    failure(
                            request,
                            ErrorCode.CONV_002,
                            repeated.why(),
                            repeated.details(),
                            repeated.standing().id(),
                            asText);
            case Reply.Refused(ErrorCode code, String message, List<Detail> problems) ->
                    failure(request, code, message, problems, null, asText);
            case Reply.Limited _ ->
                    failure(
                            request,
                            ErrorCode.RATE_001,
                            ErrorCode.RATE_001.message(),
                            List.of(),
                            null,
                            asText);
        }
    }

    private static JsonObject done(Reply.Done done) {
        Standing standing = done.standing();
        ConversionId id = standing.id();
        JsonObject data =
                new JsonObject()
                        .put("conversion_id", id == null ? null : id.value())
                        .put("commission", standing.commission().toBigDecimal())
                        .put("currency", standing.commission().currency().code())
                        .put("status", standing.status().label());
        if (done.reason() != null) {
            data.put("reason", done.reason());
        }
        return done.dryRun() ? data.put("dry_run", true) : data;
    }

    private void success(HttpServerRequest request, int status, JsonObject data, boolean asText) {
        if (asText) {
            text(request, status, "success=true;");
        } else {
            answer.json(request, status, new JsonObject().put("success", true).put("data", data));
        }
    }

    private void failure(
            HttpServerRequest request,
            ErrorCode code,
            String message,
            List<Detail> problems,
            @Nullable ConversionId conversion,
            boolean asText) {
        if (asText) {
            text(request, code.status(), "success=false; err_msg=" + line(message, problems) + ";");
            return;
        }
        JsonObject error = new JsonObject();
        if (conversion != null) {
            error.put("conversion_id", conversion.value());
        }
        answer.failure(request, code, message, error.put("details", Detail.json(problems)));
    }

    private void text(HttpServerRequest request, int status, String line) {
        answer.begin(request, status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(line);
    }

    /// Without `;`, which ends the field.
    private static String line(String message, List<Detail> problems) {
        if (problems.isEmpty() || message.startsWith(problems.getFirst().message())) {
            return message.replace(';', ',');
        }
        Detail first = problems.getFirst();
        return "%s (%s %s)".formatted(message, first.field(), first.message()).replace(';', ',');
    }
}
