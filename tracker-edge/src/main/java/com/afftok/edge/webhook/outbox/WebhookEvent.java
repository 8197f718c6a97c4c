package com.afftok.edge.webhook.outbox;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.OfferId;
import io.vertx.core.json.JsonObject;

/// Something that happened, for the webhooks of the advertiser and the promoter whom it concerns.
///
/// @param data what receivers get as `data`, and templates as macros of the same names; both
///   parties see it
public record WebhookEvent(
        EventType type, AccountId advertiser, AccountId promoter, OfferId offer, JsonObject data) {

    /// What may be told to webhooks; the names are those of the outbox, of subscriptions and of
    /// `type`.
    public enum EventType {
        CLICK("click"),
        CONVERSION_CREATED("conversion.created"),
        CONVERSION_APPROVED("conversion.approved"),
        CONVERSION_REJECTED("conversion.rejected"),
        CONVERSION_REFUNDED("conversion.refunded"),
        CONVERSION_REVERSED("conversion.reversed");

        private final String label;

        EventType(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
