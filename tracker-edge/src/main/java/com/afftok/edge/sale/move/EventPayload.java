package com.afftok.edge.sale.move;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.edge.sale.statements.StoredConversion.Sold;
import com.afftok.edge.webhook.outbox.WebhookEvent;
import com.afftok.edge.webhook.outbox.WebhookEvent.EventType;
import com.afftok.shared.click.Tag;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Money;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What webhooks are told of a conversion: which events its coming and moving are, and the words of
/// all of them.
public final class EventPayload {

    private EventPayload() {}

    /// Who waits for an approval is told of it also where the conversion came approved.
    public static List<EventType> begun(ConversionStatus status) {
        return switch (status) {
            case PENDING -> List.of(EventType.CONVERSION_CREATED);
            case APPROVED -> List.of(EventType.CONVERSION_CREATED, EventType.CONVERSION_APPROVED);
            case REJECTED -> List.of(EventType.CONVERSION_CREATED, EventType.CONVERSION_REJECTED);
            case REVERSED -> throw new IllegalArgumentException("nothing begins reversed");
        };
    }

    static List<EventType> moved(ConversionState after) {
        return List.of(
                switch (after.status()) {
                    case PENDING -> throw new IllegalArgumentException("nothing becomes pending");
                    case APPROVED ->
                            after.refunded().isZero()
                                    ? EventType.CONVERSION_APPROVED
                                    : EventType.CONVERSION_REFUNDED;
                    case REJECTED -> EventType.CONVERSION_REJECTED;
                    case REVERSED -> EventType.CONVERSION_REVERSED;
                });
    }

    public static List<WebhookEvent> events(
            List<EventType> types, Parties parties, JsonObject payload) {
        return types.stream()
                .map(type ->
                        new WebhookEvent(
                                type,
                                parties.advertiser(),
                                parties.promoter(),
                                parties.offer(),
                                payload))
                .toList();
    }

    /// Without its click id where the key of the click has left the ring.
    ///
    /// @param commission the promoter's, less what was taken back
    public static JsonObject of(
            ConversionId id, Sold sold, ConversionState state, Money commission, ClickCodes codes) {
        Parties parties = sold.parties();
        JsonObject payload =
                new JsonObject()
                        .put("conversion_id", id.value())
                        .put("transaction_id", sold.transaction())
                        .put("offer_id", parties.offer().value())
                        .put("link_id", parties.link().value())
                        .put("promoter_id", parties.promoter().value())
                        .put("status", state.status().label())
                        .put("amount", state.sold().toBigDecimal())
                        .put("refunded_amount", state.refunded().toBigDecimal())
                        .put("currency", state.sold().currency().code())
                        .put("commission", commission.toBigDecimal())
                        .put("commission_currency", commission.currency().code())
                        .put("source", sold.source().label());
        ClickId click = sold.click();
        put(payload, "click_id", click == null ? null : codes.find(click));
        put(payload, "goal", sold.goal());
        put(payload, "coupon", sold.coupon());
        put(payload, "country", sold.country());
        put(payload, "device", sold.device());
        put(payload, "traffic_source", sold.tags().get(Tag.SOURCE));
        Tag.SUBS.forEach(tag -> put(payload, tag.label(), sold.tags().get(tag)));
        return payload;
    }

    private static void put(JsonObject payload, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            payload.put(name, value);
        }
    }
}
