package com.afftok.edge.sale.statements;

import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stores a postback with its result, for its advertiser. One that was recorded with a lost answer
/// and then again from the queue is stored once.
public final class KeepPostback {

    private static final String SQL =
            """
            insert into received_postbacks (
              advertiser_id, received_at, mode, proven, outcome, error_code, reason, transaction_id,
              click_id, conversion_id, replay_of, parameters)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
             where $5 <> 'duplicate'
                or not exists (select from received_postbacks
                                where advertiser_id = $1 and transaction_id = $8
                                  and received_at = $2 and outcome = 'accepted')
            """;

    private static final int MAX_TRANSACTION = 200;

    private KeepPostback() {}

    /// A postback as received.
    ///
    /// @param proven whether it was signed with a secret of the advertiser
    /// @param replayOf the stored one that it replays
    public record Received(
            AccountId advertiser,
            Instant at,
            Report.Mode mode,
            boolean proven,
            @Nullable ClickId click,
            @Nullable Long replayOf,
            Map<String, String> parameters) {}

    /// Stores a postback that was recorded, or refused by the recording.
    public static Future<?> execute(SqlClient client, Report report, Recorded recorded) {
        return execute(
                client,
                new Received(
                        report.parties().advertiser(),
                        report.receivedAt(),
                        report.mode(),
                        report.source() == ConversionSource.POSTBACK,
                        report.click(),
                        null,
                        report.parameters()),
                recorded);
    }

    public static Future<?> execute(SqlClient client, Received received, Recorded recorded) {
        return insert(
                client,
                received,
                switch (recorded) {
                    case Recorded.Created(var standing, String reason) ->
                            new Fate("accepted", null, reason, standing);
                    case Recorded.Changed(var standing) ->
                            new Fate("accepted", null, null, standing);
                    case Recorded.Repeated repeated ->
                            new Fate("duplicate", null, repeated.why(), repeated.standing());
                    case Recorded.Refused(ErrorCode code, _, String why) ->
                            new Fate("rejected", code, why, null);
                });
    }

    /// Stores a postback that was refused before the recording.
    public static Future<?> refused(
            SqlClient client, Received received, ErrorCode code, String why) {
        return insert(client, received, new Fate("rejected", code, why, null));
    }

    private static Future<?> insert(SqlClient client, Received received, Fate fate) {
        String transaction = received.parameters.get("transaction_id");
        JsonObject kept = new JsonObject();
        received.parameters.forEach(kept::put);
        Recorded.Standing standing = fate.standing;
        ClickId click = received.click;
        ConversionId conversion =
                standing == null || received.mode == Report.Mode.TEST ? null : standing.id();
        return client.preparedQuery(SQL)
                .execute(
                        Tuple.tuple()
                                .addLong(received.advertiser.value())
                                .addOffsetDateTime(received.at.atOffset(ZoneOffset.UTC))
                                .addString(received.mode.label())
                                .addBoolean(received.proven)
                                .addString(fate.outcome)
                                .addString(fate.code == null ? null : fate.code.name())
                                .addString(fate.reason)
                                .addString(
                                        transaction == null
                                                        || transaction.length() > MAX_TRANSACTION
                                                ? null
                                                : transaction)
                                .addUUID(click == null ? null : click.uuid())
                                .addLong(conversion == null ? null : conversion.value())
                                .addLong(received.replayOf)
                                .addJsonObject(kept));
    }

    private record Fate(
            String outcome,
            @Nullable ErrorCode code,
            @Nullable String reason,
            Recorded.@Nullable Standing standing) {}
}
