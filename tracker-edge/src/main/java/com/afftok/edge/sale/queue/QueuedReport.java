package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.Report.Details;
import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The encoding of a queued report in Redis.
final class QueuedReport {

    private static final int VERSION = 1;

    private QueuedReport() {}

    static String encode(Report report) {
        Parties parties = report.parties();
        Details details = report.details();
        Instant occurredAt = details.occurredAt();
        ClickId click = report.click();
        JsonObject parameters = new JsonObject();
        report.parameters().forEach(parameters::put);
        return new JsonObject()
                .put("v", VERSION)
                .put("source", report.source().name())
                .put("mode", report.mode().name())
                .put("link", parties.link().value())
                .put("offer", parties.offer().value())
                .put("promoter", parties.promoter().value())
                .put("advertiser", parties.advertiser().value())
                .put("click", click == null ? null : click.uuid().toString())
                .put("transaction", report.transaction())
                .put("status", report.status().name())
                .put("minor", report.amount().minor())
                .put("currency", report.amount().currency().code())
                .put("goal", details.goal())
                .put("customer_type", details.customerType())
                .put("coupon", details.coupon())
                .put("adv", new JsonArray(details.adv()))
                .put("occurred_at", occurredAt == null ? null : occurredAt.toString())
                .put("received_at", report.receivedAt().toString())
                .put("parameters", parameters)
                .encode();
    }

    /// Decodes a report.
    ///
    /// @throws IllegalArgumentException if the text is invalid or of another version
    static Report decode(String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getInteger("v", 0) == VERSION) {
                return decode(json);
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no report", e);
        }
        throw new IllegalArgumentException("a report of another version");
    }

    private static Report decode(JsonObject json) {
        String click = json.getString("click");
        String occurredAt = json.getString("occurred_at");
        List<String> adv = json.getJsonArray("adv").stream().map(String::valueOf).toList();
        Map<String, String> parameters = new LinkedHashMap<>();
        json.getJsonObject("parameters")
                .forEach(entry -> parameters.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new Report(
                ConversionSource.valueOf(json.getString("source")),
                Report.Mode.valueOf(json.getString("mode")),
                false,
                new Parties(
                        new LinkId(json.getLong("link")),
                        new OfferId(json.getLong("offer")),
                        new AccountId(json.getLong("promoter")),
                        new AccountId(json.getLong("advertiser"))),
                click == null ? null : ClickId.from(UUID.fromString(click)),
                json.getString("transaction"),
                ReportedStatus.valueOf(json.getString("status")),
                new Money(json.getLong("minor"), Currency.of(json.getString("currency"))),
                new Details(
                        json.getString("goal"),
                        json.getString("customer_type"),
                        json.getString("coupon"),
                        adv,
                        occurredAt == null ? null : Instant.parse(occurredAt)),
                Instant.parse(json.getString("received_at")),
                parameters);
    }
}
