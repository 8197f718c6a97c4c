package com.afftok.edge.conversion.postback;

import com.afftok.edge.conversion.KeepPostback;
import com.afftok.edge.conversion.Parties;
import com.afftok.edge.conversion.RecordConversion;
import com.afftok.edge.conversion.Recorded;
import com.afftok.edge.conversion.Report;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.money.Money;
import com.afftok.shared.postback.PostbackReplay;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records after all a postback that was refused, from what was kept of it, because its advertiser
/// asks for that: read, attributed and judged as if it came again, but as of the time when it came.
/// It was signed then; what nobody signed is never replayed, nor what was a dry run.
///
/// What becomes of it is kept as a postback of its own. One that was replayed already at this
/// asking, or isn't there any more, changes nothing.
final class ReplayPostback {

    private static final String SELECT =
            """
            select p.mode, p.received_at, p.parameters
              from received_postbacks p
             where p.advertiser_id = $1
               and p.id = $2
               and p.outcome = 'rejected'
               and p.proven
               and not exists (
                     select from received_postbacks r
                      where r.advertiser_id = p.advertiser_id
                        and r.replay_of = p.id
                        and r.received_at = $3)
               for key share of p
            """;

    private final FindOrigin find;
    private final RecordConversion record;

    ReplayPostback(FindOrigin find, RecordConversion record) {
        this.find = find;
        this.record = record;
    }

    private record Kept(Report.Mode mode, Instant receivedAt, Map<String, String> parameters) {}

    /// What became of it, or null where nothing is replayed. The caller commits.
    Future<@Nullable Recorded> within(SqlConnection connection, PostbackReplay replay) {
        return select(connection, replay)
                .compose(kept ->
                        kept == null
                                ? Future.<@Nullable Recorded>succeededFuture()
                                : replay(connection, replay, kept));
    }

    private Future<@Nullable Recorded> replay(
            SqlConnection connection, PostbackReplay replay, Kept kept) {
        return switch (ReadPostback.of(kept.parameters, replay.askedAt())) {
            case ReadPostback.Reading.Wrong(ErrorCode code, var problems) ->
                    refuse(
                            connection,
                            replay,
                            kept,
                            null,
                            new Reply.Refused(code, code.message(), problems));
            case ReadPostback.Reading.Read(Postback postback) ->
                    postback.dryRun()
                            ? Future.succeededFuture()
                            : find.of(kept.parameters)
                                    .compose(origin ->
                                            record(connection, replay, kept, postback, origin));
        };
    }

    private Future<@Nullable Recorded> record(
            SqlConnection connection,
            PostbackReplay replay,
            Kept kept,
            Postback postback,
            Origin origin) {
        return switch (origin) {
            case Origin.Known known when known.link().advertiser().equals(replay.advertiser()) ->
                    record(connection, replay, kept, postback, known);
            case Origin.Known _ ->
                    refuse(connection, replay, kept, null, Reply.Refused.of(ErrorCode.CONV_004));
            case Origin.Unknown(_, String why) ->
                    refuse(
                            connection,
                            replay,
                            kept,
                            null,
                            new Reply.Refused(ErrorCode.CONV_004, why, List.of()));
            case Origin.Unreachable _ -> Future.failedFuture("the link can't be looked up now");
        };
    }

    private Future<@Nullable Recorded> record(
            SqlConnection connection,
            PostbackReplay replay,
            Kept kept,
            Postback postback,
            Origin.Known origin) {
        Optional<Money> amount = postback.money(origin.link().currency());
        if (amount.isEmpty()) {
            return refuse(
                    connection,
                    replay,
                    kept,
                    origin.click(),
                    new Reply.Refused(
                            ErrorCode.CONV_005,
                            "The amount has more decimals than its currency.",
                            List.of()));
        }
        Report report =
                new Report(
                        Report.Source.POSTBACK,
                        kept.mode,
                        false,
                        Parties.of(origin.link()),
                        origin.click(),
                        postback.transaction(),
                        postback.status(),
                        amount.get(),
                        postback.details(),
                        kept.receivedAt,
                        Map.of());
        return record.within(connection, report)
                .compose(recorded -> keep(connection, replay, kept, origin.click(), recorded));
    }

    private static Future<@Nullable Recorded> refuse(
            SqlConnection connection,
            PostbackReplay replay,
            Kept kept,
            @Nullable ClickId click,
            Reply.Refused refused) {
        return keep(
                connection,
                replay,
                kept,
                click,
                new Recorded.Refused(refused.code(), "", refused.reason()));
    }

    private static Future<@Nullable Recorded> keep(
            SqlConnection connection,
            PostbackReplay replay,
            Kept kept,
            @Nullable ClickId click,
            Recorded recorded) {
        return KeepPostback.execute(
                        connection,
                        new KeepPostback.Received(
                                replay.advertiser(),
                                replay.askedAt(),
                                kept.mode,
                                true,
                                click,
                                replay.postback().value(),
                                kept.parameters),
                        recorded)
                .map(_ -> recorded);
    }

    private static Future<@Nullable Kept> select(SqlConnection connection, PostbackReplay replay) {
        return connection
                .preparedQuery(SELECT)
                .execute(
                        Tuple.of(
                                replay.advertiser().value(),
                                replay.postback().value(),
                                replay.askedAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    for (Row row : rows) {
                        return kept(row);
                    }
                    return null;
                });
    }

    private static Kept kept(Row row) {
        Map<String, String> parameters = new LinkedHashMap<>();
        JsonObject json = row.getJsonObject("parameters");
        json.forEach(entry -> parameters.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new Kept(
                row.getString("mode").equals(Report.Mode.TEST.label())
                        ? Report.Mode.TEST
                        : Report.Mode.LIVE,
                row.getOffsetDateTime("received_at").toInstant(),
                parameters);
    }
}
