package com.afftok.edge.conversion;

import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps a postback with its fate, for its advertiser to look at.
public final class KeepPostback {

    private static final String SQL =
            """
            insert into received_postbacks (
              advertiser_id, received_at, mode, outcome, error_code, reason, transaction_id, click_id,
              conversion_id, parameters)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

    private static final int MAX_TRANSACTION = 200;

    private KeepPostback() {}

    /// One that was proven, and recorded or refused.
    static Future<?> execute(SqlClient client, Report report, Recorded recorded) {
        Fate fate =
                switch (recorded) {
                    case Recorded.Created(var standing) ->
                            new Fate("accepted", null, null, standing);
                    case Recorded.Changed(var standing) ->
                            new Fate("accepted", null, null, standing);
                    case Recorded.Repeated(var standing, String why) ->
                            new Fate("duplicate", null, why, standing);
                    case Recorded.Refused(ErrorCode code, _, String why) ->
                            new Fate("rejected", code, why, null);
                };
        return insert(
                client,
                report.parties().advertiser(),
                report.receivedAt(),
                report.mode(),
                fate,
                report.transaction(),
                report.click(),
                report.parameters());
    }

    /// One that was refused before it could be recorded.
    public static Future<?> refused(
            SqlClient client,
            UserId advertiser,
            Instant receivedAt,
            ErrorCode code,
            String why,
            @Nullable ClickId click,
            Map<String, String> parameters) {
        String transaction = parameters.get("transaction_id");
        return insert(
                client,
                advertiser,
                receivedAt,
                Report.Mode.LIVE,
                new Fate("rejected", code, why, null),
                transaction == null || transaction.length() > MAX_TRANSACTION ? null : transaction,
                click,
                parameters);
    }

    private static Future<?> insert(
            SqlClient client,
            UserId advertiser,
            Instant receivedAt,
            Report.Mode mode,
            Fate fate,
            @Nullable String transaction,
            @Nullable ClickId click,
            Map<String, String> parameters) {
        JsonObject kept = new JsonObject();
        parameters.forEach(kept::put);
        Recorded.Standing standing = fate.standing;
        ConversionId conversion =
                standing == null || mode == Report.Mode.TEST ? null : standing.id();
        return client.preparedQuery(SQL)
                .execute(
                        Tuple.tuple()
                                .addLong(advertiser.value())
                                .addOffsetDateTime(receivedAt.atOffset(ZoneOffset.UTC))
                                .addString(mode.label())
                                .addString(fate.outcome)
                                .addString(fate.code == null ? null : fate.code.name())
                                .addString(fate.reason)
                                .addString(transaction)
                                .addUUID(click == null ? null : click.uuid())
                                .addLong(conversion == null ? null : conversion.value())
                                .addJsonObject(kept));
    }

    private record Fate(
            String outcome,
            @Nullable ErrorCode code,
            @Nullable String reason,
            Recorded.@Nullable Standing standing) {}
}
