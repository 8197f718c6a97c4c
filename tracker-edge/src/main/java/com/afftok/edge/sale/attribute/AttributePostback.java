package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.attribute.FindOrigin.Origin;
import com.afftok.edge.sale.attribute.ReadPostback.Postback;
import com.afftok.edge.sale.record.RecordConversion;
import com.afftok.edge.sale.statements.KeepPostback;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.money.Money;
import com.afftok.shared.postback.PostbackReplay;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads, attributes, records and stores a proven postback that was answered before, as of the time
/// of its arrival. The caller commits.
public final class AttributePostback {

    private final FindOrigin find;
    private final RecordConversion record;

    public AttributePostback(FindOrigin find, RecordConversion record) {
        this.find = find;
        this.record = record;
    }

    /// The result, with its click.
    ///
    /// @param click null if there is none, or if it is of another advertiser
    private record Attributed(Recorded recorded, @Nullable ClickId click) {

        static Attributed unknown(Origin.Unknown origin) {
            return new Attributed(new Recorded.Refused(ErrorCode.CONV_004, origin.detail()), null);
        }
    }

    /// Fails if the link or the coupon cannot be looked up now.
    ///
    /// @param replay null if it is recorded for the first time
    public Future<Recorded> within(
            SqlConnection connection, Unattributed came, @Nullable PostbackReplay replay) {
        return attribute(connection, came)
                .compose(attributed ->
                        KeepPostback.execute(
                                        connection,
                                        received(came, attributed.click, replay),
                                        attributed.recorded)
                                .map(_ -> attributed.recorded));
    }

    private static KeepPostback.Received received(
            Unattributed came, @Nullable ClickId click, @Nullable PostbackReplay replay) {
        return new KeepPostback.Received(
                came.advertiser(),
                replay == null ? came.receivedAt() : replay.askedAt(),
                came.mode(),
                true,
                click,
                replay == null ? null : replay.postback().value(),
                came.parameters());
    }

    private Future<Attributed> attribute(SqlConnection connection, Unattributed came) {
        return switch (ReadPostback.of(came.parameters(), came.receivedAt())) {
            case ReadPostback.Reading.Wrong(ErrorCode code, var problems) ->
                    Future.succeededFuture(
                            new Attributed(
                                    new Recorded.Refused(
                                            code,
                                            problems.getFirst(),
                                            new Reply.Refused(code, code.message(), problems)
                                                    .reason()),
                                    null));
            case ReadPostback.Reading.Read(Postback postback) ->
                    find.of(came.parameters(), came.receivedAt())
                            .compose(origin -> record(connection, came, postback, origin));
        };
    }

    private Future<Attributed> record(
            SqlConnection connection, Unattributed came, Postback postback, Origin origin) {
        return switch (origin) {
            case Origin.Known known when known.link().advertiser().equals(came.advertiser()) ->
                    record(connection, came, postback, known);
            case Origin.Known _ -> Future.succeededFuture(Attributed.unknown(Origin.NO_CLICK));
            case Origin.Unknown unknown -> Future.succeededFuture(Attributed.unknown(unknown));
            case Origin.Unreachable _ -> Future.failedFuture("the link can't be looked up now");
        };
    }

    private Future<Attributed> record(
            SqlConnection connection, Unattributed came, Postback postback, Origin.Known origin) {
        Optional<Money> amount = postback.money(origin.offer().currency());
        if (amount.isEmpty()) {
            return Future.succeededFuture(
                    new Attributed(
                            new Recorded.Refused(
                                    ErrorCode.CONV_005,
                                    Problem.FINER_THAN_ITS_CURRENCY.with("amount")),
                            origin.click()));
        }
        Report report =
                new Report(
                        ConversionSource.POSTBACK,
                        came.mode(),
                        false,
                        Parties.of(origin.link()),
                        origin.click(),
                        postback.transaction(),
                        postback.status(),
                        amount.get(),
                        postback.details(),
                        came.receivedAt(),
                        Map.of());
        return record.within(connection, report)
                .map(recorded -> new Attributed(recorded, origin.click()));
    }
}
