package com.afftok.edge.sale.statements;

import static com.afftok.edge.sale.Report.Details.orNull;

import com.afftok.edge.sale.ClickDetails;
import com.afftok.edge.sale.Decision;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Details;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.price.PriceSale.Priced;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Money;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Inserts a conversion unless its transaction exists. It waits for a concurrent insert of the
/// same.
public final class InsertConversion {

    private static final String SQL =
            """
            insert into conversions (
              advertiser_id, transaction_id, click_id, clicked_at, link_id, offer_id, promoter_id,
              source, status, status_reason, needs_review, hold_until,
              amount, currency, commission, commission_currency,
              goal, customer_type, coupon, adv1, adv2, adv3, adv4, adv5, occurred_at,
              country, device, browser, os, traffic_source, sub1, sub2, sub3, sub4, sub5, created_at,
              fee_percent, fee)
            values (
              $1, $2, $3, $4, $5, $6, $7,
              $8, $9, $10, $11, $12,
              $13::text::numeric, $14, $15::text::numeric, $16,
              $17, $18, $19, $20, $21, $22, $23, $24, $25,
              $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36,
              $37::text::numeric, $38::text::numeric)
            on conflict (advertiser_id, transaction_id) where not superseded do nothing
            returning id
            """;

    private InsertConversion() {}

    /// The new conversion, or null if the transaction exists.
    public static Future<@Nullable ConversionId> execute(
            SqlConnection connection,
            Report report,
            Decision.Accept decision,
            @Nullable String reason,
            Priced.Earns earns,
            @Nullable ClickDetails clicked) {
        return connection
                .preparedQuery(SQL)
                .execute(tuple(report, decision, reason, earns, clicked))
                .map(rows -> {
                    for (Row row : rows) {
                        return new ConversionId(row.getLong("id"));
                    }
                    return null;
                });
    }

    private static Tuple tuple(
            Report report,
            Decision.Accept decision,
            @Nullable String reason,
            Priced.Earns earns,
            @Nullable ClickDetails clicked) {
        ClickId click = report.click();
        Parties parties = report.parties();
        Details details = report.details();
        Money commission = earns.commission();
        Tuple tuple =
                Tuple.tuple()
                        .addLong(parties.advertiser().value())
                        .addString(report.transaction())
                        .addUUID(click == null ? null : click.uuid())
                        .addOffsetDateTime(click == null ? null : utc(click.time()))
                        .addLong(parties.link().value())
                        .addLong(parties.offer().value())
                        .addLong(parties.promoter().value())
                        .addString(report.source().label())
                        .addString(decision.status().label())
                        .addString(reason)
                        .addBoolean(decision.needsReview())
                        .addOffsetDateTime(utc(decision.holdUntil()))
                        .addString(report.amount().toBigDecimal().toPlainString())
                        .addString(report.amount().currency().code())
                        .addString(commission.toBigDecimal().toPlainString())
                        .addString(commission.currency().code())
                        .addString(orNull(details.goal()))
                        .addString(orNull(details.customerType()))
                        .addString(orNull(details.coupon()));
        details.adv().forEach(text -> tuple.addString(orNull(text)));
        tuple.addOffsetDateTime(utc(details.occurredAt()));
        addClick(tuple, clicked);
        return tuple.addOffsetDateTime(utc(report.receivedAt()))
                .addString(earns.feePercent().toPlainString())
                .addString(earns.earnings().platform().toBigDecimal().toPlainString());
    }

    private static void addClick(Tuple tuple, @Nullable ClickDetails clicked) {
        Tags tags = clicked == null ? Tags.NONE : clicked.tags();
        tuple.addString(clicked == null ? null : orNull(clicked.country()))
                .addString(clicked == null ? null : clicked.device())
                .addString(clicked == null ? null : orNull(clicked.browser()))
                .addString(clicked == null ? null : orNull(clicked.os()))
                .addString(orNull(tags.get(Tag.SOURCE)));
        Tag.SUBS.forEach(tag -> tuple.addString(orNull(tags.get(tag))));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
